"""Opens field.qgs as QGIS does, says what it finds, fills in one observation, and draws.

    QT_QPA_PLATFORM=offscreen python3 open_project.py FOLDER PICTURES LONGITUDE LATITUDE

FOLDER holds field.qgs and field.gpkg. Prints a JSON object and writes PICTURES/THEME.png and
PICTURES/site.png, 300 m around the position. "drawn" counts the pixels that are not white.
"""

import json
import os
import sys

from qgis.core import (
    QgsApplication, QgsCoordinateReferenceSystem, QgsCoordinateTransform, QgsExpressionContext, QgsExpressionContextUtils,
    QgsGeometry, QgsMapRendererParallelJob, QgsMapSettings, QgsPointXY, QgsProject, QgsRectangle, QgsVectorLayerUtils, QgsWkbTypes,
)
from qgis.PyQt.QtCore import QSize
from qgis.PyQt.QtGui import QColor


def layers(project):
    seen = {}
    for key in sorted(project.mapLayers()):
        layer = project.mapLayer(key)
        seen[key] = {
            "valid": layer.isValid(), "read_only": layer.readOnly(), "count": sum(1 for _ in layer.getFeatures()), "crs": layer.crs().authid(),
            "geometry": QgsWkbTypes.displayString(layer.wkbType()), "renderer": layer.renderer().type() if layer.isSpatial() else "", "title": layer.name(),
        }
    return seen


def form(layer):
    fields = {}
    for i, field in enumerate(layer.fields()):
        fields[field.name()] = {"widget": layer.editorWidgetSetup(i).type(), "alias": layer.attributeDisplayName(i)}
    pages = [page.name() for page in layer.editFormConfig().invisibleRootContainer().children()]
    choices = layer.editorWidgetSetup(layer.fields().indexOf("outcome")).config().get("map")
    return fields, pages, choices


def observe(project, layer, point):
    context = QgsExpressionContext(QgsExpressionContextUtils.globalProjectLayerScopes(layer))
    feature = QgsVectorLayerUtils.createFeature(layer, QgsGeometry.fromPointXY(point), {}, context)
    started = layer.startEditing()
    added = layer.addFeature(feature)
    committed = layer.commitChanges()
    row = next(layer.getFeatures())
    values = {f.name(): row[f.name()] for f in layer.fields() if f.name() not in ("fid", "extra", "revision", "updated", "location_parse")}
    return {"started": started, "added": added, "committed": committed, "errors": layer.commitErrors(), "values": {k: v if isinstance(v, (str, int, float, bool)) else None for k, v in values.items()}}


def draw(project, theme, extent, path):
    themes = project.mapThemeCollection()
    settings = QgsMapSettings()
    settings.setDestinationCrs(project.crs())
    settings.setLayers(themes.mapThemeVisibleLayers(theme))
    settings.setLayerStyleOverrides(themes.mapThemeStyleOverrides(theme))
    settings.setOutputSize(QSize(1400, 1000))
    settings.setOutputDpi(110)
    settings.setBackgroundColor(QColor("white"))
    settings.setExtent(extent)
    settings.setTransformContext(project.transformContext())
    settings.setExpressionContext(project.createExpressionContext())
    job = QgsMapRendererParallelJob(settings)
    job.start()
    job.waitForFinished()
    image = job.renderedImage()
    image.save(path)
    bits = image.constBits()
    bits.setsize(image.byteCount())
    pixels, white = bytes(bits), b"\xff\xff\xff\xff"
    return {"drawn": sum(1 for i in range(0, len(pixels), 4) if pixels[i : i + 4] != white), "errors": [e.message for e in job.errors()]}


def main(folder, pictures, longitude, latitude):
    QgsApplication.setPrefixPath("/usr", True)
    app = QgsApplication([], False)
    app.initQgis()
    project = QgsProject.instance()
    read = project.read(os.path.join(folder, "field.qgs"))
    observations = project.mapLayer("observations_point")
    fields, pages, choices = form(observations)
    point = QgsPointXY(float(longitude), float(latitude))
    found = {
        "read": read, "title": project.title(), "crs": project.crs().authid(), "layers": layers(project), "fields": fields, "pages": pages, "choices": choices,
        "relations": {k: r.isValid() for k, r in project.relationManager().relations().items()}, "plan": project.customVariables().get("burialmap_plan"),
        "observation": observe(project, observations, point), "themes": {},
    }
    for theme in project.mapThemeCollection().mapThemes():
        found["themes"][theme] = draw(project, theme, project.viewSettings().defaultViewExtent(), os.path.join(pictures, theme + ".png"))
    centre = QgsCoordinateTransform(QgsCoordinateReferenceSystem("EPSG:4326"), project.crs(), project).transform(point)
    near = QgsRectangle(centre.x() - 250, centre.y() - 180, centre.x() + 250, centre.y() + 180)
    found["site"] = draw(project, sorted(found["themes"])[0], near, os.path.join(pictures, "site.png"))
    json.dump(found, sys.stdout, ensure_ascii=False)
    sys.stdout.flush()
    os._exit(0)  # QGIS without a window does not always end by itself


main(*sys.argv[1:])
