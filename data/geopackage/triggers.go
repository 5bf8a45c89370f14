package geopackage

import (
	"strconv"
	"strings"
)

// triggers are the R-tree with its six triggers as GeoPackage 1.3 prescribes them
// (annex F.3), the counts that GDAL keeps, and our notes of edits by other programs.
func (l *layer) triggers() string {
	script := countTriggers
	if l.Spatial {
		script = indexTriggers + script
	}
	return l.fill(script) + l.editTriggers()
}

// fill puts the names of the table and its R-tree into a script.
func (l *layer) fill(script string) string {
	return strings.NewReplacer("«t»", l.Name, "«r»", l.index).Replace(script)
}

// editTriggers are our notes of edits by other programs: which row, where it was, and what
// it held, as long as the notes are few.
func (l *layer) editTriggers() string {
	place := "NULL, NULL, NULL, NULL"
	if l.Spatial {
		place = "ST_MinX(OLD.geom), ST_MinY(OLD.geom), ST_MaxX(OLD.geom), ST_MaxY(OLD.geom)"
	}
	return strings.NewReplacer("«t»", l.Name, "«place»", place, "«held»", l.heldSQL("OLD"), "«most»", strconv.Itoa(mostHeld)).Replace(editTriggers)
}

// mostHeld is for how many edits in a row the notes say what was there before. Somebody
// who recalculates a field of a million plots does not want a second copy of them in the
// file.
const mostHeld = 10_000

// heldSQL is all that a row holds as a text that [parseHeld] reads. It uses nothing that
// a program's SQLite may lack.
func (l *layer) heldSQL(row string) string {
	var parts []string
	for i, c := range l.columns {
		if i == colGeometry && !l.Spatial {
			parts = append(parts, "'NULL'")
			continue
		}
		parts = append(parts, "quote("+row+"."+quoted(c)+")")
	}
	return strings.Join(parts, "||','||")
}

const indexTriggers = `
INSERT INTO gpkg_geometry_columns VALUES ('«t»', 'geom', 'GEOMETRY', 4326, 0, 0);
INSERT INTO gpkg_extensions VALUES ('«t»', 'geom', 'gpkg_rtree_index', 'http://www.geopackage.org/spec130/#extension_rtree', 'write-only');
CREATE VIRTUAL TABLE "«r»" USING rtree(id, minx, maxx, miny, maxy);
CREATE TRIGGER "«r»_insert" AFTER INSERT ON "«t»"
  WHEN (NEW."geom" NOT NULL AND NOT ST_IsEmpty(NEW."geom"))
BEGIN
  INSERT OR REPLACE INTO "«r»" VALUES (NEW."fid", ST_MinX(NEW."geom"), ST_MaxX(NEW."geom"), ST_MinY(NEW."geom"), ST_MaxY(NEW."geom"));
END;
CREATE TRIGGER "«r»_update1" AFTER UPDATE OF "geom" ON "«t»"
  WHEN OLD."fid" = NEW."fid" AND (NEW."geom" NOTNULL AND NOT ST_IsEmpty(NEW."geom"))
BEGIN
  INSERT OR REPLACE INTO "«r»" VALUES (NEW."fid", ST_MinX(NEW."geom"), ST_MaxX(NEW."geom"), ST_MinY(NEW."geom"), ST_MaxY(NEW."geom"));
END;
CREATE TRIGGER "«r»_update2" AFTER UPDATE OF "geom" ON "«t»"
  WHEN OLD."fid" = NEW."fid" AND (NEW."geom" ISNULL OR ST_IsEmpty(NEW."geom"))
BEGIN
  DELETE FROM "«r»" WHERE id = OLD."fid";
END;
CREATE TRIGGER "«r»_update3" AFTER UPDATE ON "«t»"
  WHEN OLD."fid" != NEW."fid" AND (NEW."geom" NOTNULL AND NOT ST_IsEmpty(NEW."geom"))
BEGIN
  DELETE FROM "«r»" WHERE id = OLD."fid";
  INSERT OR REPLACE INTO "«r»" VALUES (NEW."fid", ST_MinX(NEW."geom"), ST_MaxX(NEW."geom"), ST_MinY(NEW."geom"), ST_MaxY(NEW."geom"));
END;
CREATE TRIGGER "«r»_update4" AFTER UPDATE ON "«t»"
  WHEN OLD."fid" != NEW."fid" AND (NEW."geom" ISNULL OR ST_IsEmpty(NEW."geom"))
BEGIN
  DELETE FROM "«r»" WHERE id IN (OLD."fid", NEW."fid");
END;
CREATE TRIGGER "«r»_delete" AFTER DELETE ON "«t»"
  WHEN OLD."geom" NOT NULL
BEGIN
  DELETE FROM "«r»" WHERE id = OLD."fid";
END;
`

const countTriggers = `
CREATE TRIGGER "trigger_insert_feature_count_«t»" AFTER INSERT ON "«t»"
BEGIN
  UPDATE gpkg_ogr_contents SET feature_count = feature_count + 1 WHERE lower(table_name) = lower('«t»');
END;
CREATE TRIGGER "trigger_delete_feature_count_«t»" AFTER DELETE ON "«t»"
BEGIN
  UPDATE gpkg_ogr_contents SET feature_count = feature_count - 1 WHERE lower(table_name) = lower('«t»');
END;
`

const editTriggers = `
CREATE TRIGGER "burialmap_edit_insert_«t»" AFTER INSERT ON "«t»"
BEGIN
  INSERT INTO burialmap_edit(collection, fid, kind) VALUES ('«t»', NEW.fid, 'insert');
END;
CREATE TRIGGER "burialmap_edit_update_«t»" AFTER UPDATE ON "«t»"
BEGIN
  INSERT INTO burialmap_edit(collection, fid, kind, min_x, min_y, max_x, max_y, old) VALUES ('«t»', OLD.fid, 'update', «place»,
    CASE WHEN (SELECT coalesce(max(number), 0) FROM burialmap_edit) < «most» THEN «held» END);
  INSERT INTO burialmap_edit(collection, fid, kind) SELECT '«t»', NEW.fid, 'update' WHERE NEW.fid != OLD.fid;
END;
CREATE TRIGGER "burialmap_edit_delete_«t»" AFTER DELETE ON "«t»"
BEGIN
  INSERT INTO burialmap_edit(collection, fid, kind, min_x, min_y, max_x, max_y, old) VALUES ('«t»', OLD.fid, 'delete', «place»,
    CASE WHEN (SELECT coalesce(max(number), 0) FROM burialmap_edit) < «most» THEN «held» END);
END;
`
