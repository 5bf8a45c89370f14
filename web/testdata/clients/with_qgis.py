"""Opens collections of an API as layers of QGIS and prints what it saw as JSON."""
import json
import os
import sys

os.environ["QT_QPA_PLATFORM"] = "offscreen"
from qgis.core import QgsApplication, QgsFeatureRequest, QgsRectangle, QgsVectorLayer  # noqa: E402

QgsApplication.setPrefixPath("/usr", True)
app = QgsApplication([], False)
app.initQgis()


def layer(collection, where=""):
    uri = "url='%s' typename='%s' pageSize='50'" % (sys.argv[1], collection)
    return QgsVectorLayer(uri + (" sql=" + where if where else ""), collection, "OAPIF")


plots = layer("plots")
seen = {
    "valid": plots.isValid(),
    "crs": plots.crs().authid(),
    "count": plots.featureCount(),
    "ids": len({f["id"] for f in plots.getFeatures()}),
    "filtered": sum(1 for _ in plots.getFeatures(QgsFeatureRequest().setFilterExpression("\"occupancy\" = 'civilian'"))),
    "boxed": sum(1 for _ in layer("plots").getFeatures(QgsFeatureRequest(QgsRectangle(130.99, 47.99, 131.0005, 48.0005)))),
    "fields": {f.name(): f.typeName() for f in plots.fields()},
    "sites": layer("sites").isValid(),
}
print(json.dumps(seen))
sys.stdout.flush()
os._exit(0)  # taking QGIS down without a window may crash
