"""Opens a GeoPackage as QGIS does, says what it finds in each layer, and draws it.

    QT_QPA_PLATFORM=offscreen python3 draw_layers.py FILE FOLDER

Prints a JSON array with one object for each layer that QGIS would offer, and writes
FOLDER/LAYER-GEOMETRY.png. Drawn counts the pixels that are not white.
"""

import json
import os
import sys

from qgis.core import Qgis, QgsApplication, QgsMapRendererParallelJob, QgsMapSettings, QgsProviderRegistry, QgsVectorLayer, QgsWkbTypes
from qgis.PyQt.QtCore import QSize
from qgis.PyQt.QtGui import QColor


def draw(layer, path):
    settings = QgsMapSettings()
    settings.setLayers([layer])
    settings.setBackgroundColor(QColor("white"))
    settings.setOutputSize(QSize(1600, 400))
    settings.setOutputDpi(96)
    extent = layer.extent()
    extent.grow(max(extent.width(), extent.height(), 0.0005) * 0.05)
    settings.setExtent(extent)
    settings.setDestinationCrs(layer.crs())
    job = QgsMapRendererParallelJob(settings)
    job.start()
    job.waitForFinished()
    image = job.renderedImage()
    image.save(path)
    white = QColor("white").rgb()
    pixels = sum(1 for y in range(image.height()) for x in range(image.width()) if image.pixel(x, y) != white)
    return pixels, [e.message for e in job.errors()]


def look(uri, name, folder):
    layer = QgsVectorLayer(uri, name, "ogr")
    message, loaded = layer.loadDefaultStyle()
    geometry = QgsWkbTypes.displayString(layer.wkbType())
    seen = {
        "Name": name,
        "Geometry": geometry,
        "Count": sum(1 for _ in layer.getFeatures()),
        "CRS": layer.crs().authid(),
        "Style": layer.styleURI(),
        "FromFile": loaded,
        "Title": layer.metadata().title(),
        "Rights": layer.metadata().rights(),
        "Problems": [] if layer.isValid() else ["not valid"],
    }
    if layer.isSpatial():
        renderer = layer.renderer()
        seen["Rules"] = len(renderer.rootRule().children()) if renderer.type() == "RuleRenderer" else 0
        seen["Labels"] = layer.labelsEnabled()
        seen["Drawn"], errors = draw(layer, os.path.join(folder, "%s-%s.png" % (name, geometry)))
        seen["Problems"] += errors
    return seen


def main(path, folder):
    QgsApplication.setPrefixPath("/usr", True)
    app = QgsApplication([], False)
    app.initQgis()
    found = []
    provider = QgsProviderRegistry.instance().providerMetadata("ogr")
    for sub in provider.querySublayers(path, Qgis.SublayerQueryFlag.ResolveGeometryType):
        found.append(look(sub.uri(), sub.name(), folder))
    json.dump(found, sys.stdout, ensure_ascii=False)
    sys.stdout.flush()
    os._exit(0)  # QGIS without a window does not always end by itself


main(sys.argv[1], sys.argv[2])
