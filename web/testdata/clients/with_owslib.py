"""Reads an API with OWSLib and prints what it saw as JSON: pages by offset, a filter,
queryables, reference systems."""
import json
import sys

from owslib.ogcapi.features import Features

api = Features(sys.argv[1])
seen, pages = [], 0
while True:
    page = api.collection_items("plots", limit=70, offset=len(seen))
    seen += [f["id"] for f in page["features"]]
    pages += 1
    if len(seen) >= page["numberMatched"] or not page["features"]:
        break
filtered = api.collection_items("plots", filter="occupancy = 'civilian' AND S_INTERSECTS(geometry, BBOX(131, 48, 132, 49))", limit=10)
described = api.collection("plots")
queryables = api.collection_queryables("plots")
print(json.dumps({
    "collections": api.feature_collections(),
    "conforms": api.conformance()["conformsTo"],
    "pages": pages,
    "ids": len(set(seen)),
    "filtered": filtered["numberMatched"],
    "boxed": api.collection_items("plots", bbox=[170, 50, 180, 70])["numberMatched"] + api.collection_items("plots", bbox=[-180, 50, -170, 70])["numberMatched"],
    "dated": api.collection_items("plots", datetime="1961-05-01")["numberMatched"],
    "item": api.collection_item("plots", "row-1")["properties"]["kind"],
    "crs": described["crs"],
    "queryables": {name: p.get("type", p.get("format")) for name, p in queryables["properties"].items()},
}))
