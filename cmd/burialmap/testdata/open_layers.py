"""Opens layers as QGIS does and says what it finds in each.

    QT_QPA_PLATFORM=offscreen python3 open_layers.py PROVIDER URI [PROVIDER URI …]

Prints a JSON array with one object for each layer: valid or not, how many features it
yields, its coordinate reference system, and the attributes of all features.
"""

import json
import os
import sys

from qgis.core import QgsApplication, QgsVectorLayer


def look(provider, uri):
    layer = QgsVectorLayer(uri, "layer", provider)
    names = [f.name() for f in layer.fields()]
    features = list(layer.getFeatures()) if layer.isValid() else []
    return {
        "Valid": layer.isValid(),
        "Count": len(features),
        "Located": sum(1 for f in features if f.hasGeometry()),
        "CRS": layer.crs().authid(),
        "Rows": [{n: text(f[n]) for n in names} for f in features],
    }


def text(value):
    return "" if value is None or str(value) == "NULL" else str(value)


QgsApplication.setPrefixPath("/usr", True)
app = QgsApplication([], False)
app.initQgis()
json.dump([look(p, u) for p, u in zip(sys.argv[1::2], sys.argv[2::2])], sys.stdout, ensure_ascii=False)
sys.stdout.flush()
os._exit(0)  # QGIS without a window does not always end by itself
