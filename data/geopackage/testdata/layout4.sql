PRAGMA application_id=1196444487;
PRAGMA user_version=10300;
BEGIN;

CREATE TABLE gpkg_spatial_ref_sys (
  srs_name TEXT NOT NULL, srs_id INTEGER NOT NULL PRIMARY KEY, organization TEXT NOT NULL,
  organization_coordsys_id INTEGER NOT NULL, definition TEXT NOT NULL, description TEXT);
INSERT INTO gpkg_spatial_ref_sys VALUES
  ('Undefined Cartesian SRS', -1, 'NONE', -1, 'undefined', 'undefined Cartesian coordinate reference system'),
  ('Undefined geographic SRS', 0, 'NONE', 0, 'undefined', 'undefined geographic coordinate reference system'),
  ('WGS 84 geodetic', 4326, 'EPSG', 4326, 'GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563,AUTHORITY["EPSG","7030"]],AUTHORITY["EPSG","6326"]],PRIMEM["Greenwich",0,AUTHORITY["EPSG","8901"]],UNIT["degree",0.0174532925199433,AUTHORITY["EPSG","9122"]],AXIS["Latitude",NORTH],AXIS["Longitude",EAST],AUTHORITY["EPSG","4326"]]', 'longitude/latitude in degrees');
CREATE TABLE gpkg_contents (
  table_name TEXT NOT NULL PRIMARY KEY, data_type TEXT NOT NULL, identifier TEXT UNIQUE,
  description TEXT DEFAULT '', last_change DATETIME NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now')),
  min_x DOUBLE, min_y DOUBLE, max_x DOUBLE, max_y DOUBLE, srs_id INTEGER,
  CONSTRAINT fk_gc_r_srs_id FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys(srs_id));
CREATE TABLE gpkg_geometry_columns (
  table_name TEXT NOT NULL, column_name TEXT NOT NULL, geometry_type_name TEXT NOT NULL,
  srs_id INTEGER NOT NULL, z TINYINT NOT NULL, m TINYINT NOT NULL,
  CONSTRAINT pk_geom_cols PRIMARY KEY (table_name, column_name), CONSTRAINT uk_gc_table_name UNIQUE (table_name),
  CONSTRAINT fk_gc_tn FOREIGN KEY (table_name) REFERENCES gpkg_contents(table_name),
  CONSTRAINT fk_gc_srs FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys(srs_id));
CREATE TABLE gpkg_extensions (
  table_name TEXT, column_name TEXT, extension_name TEXT NOT NULL, definition TEXT NOT NULL, scope TEXT NOT NULL,
  CONSTRAINT ge_tce UNIQUE (table_name, column_name, extension_name));
CREATE TABLE gpkg_data_columns (
  table_name TEXT NOT NULL, column_name TEXT NOT NULL, name TEXT, title TEXT, description TEXT, mime_type TEXT,
  constraint_name TEXT, CONSTRAINT pk_gdc PRIMARY KEY (table_name, column_name),
  CONSTRAINT gdc_tn UNIQUE (table_name, name));
CREATE TABLE gpkg_data_column_constraints (
  constraint_name TEXT NOT NULL, constraint_type TEXT NOT NULL, value TEXT, min NUMERIC, min_is_inclusive BOOLEAN,
  max NUMERIC, max_is_inclusive BOOLEAN, description TEXT, CONSTRAINT gdcc_ntv UNIQUE (constraint_name, constraint_type, value));
CREATE TABLE gpkg_ogr_contents (table_name TEXT NOT NULL PRIMARY KEY, feature_count INTEGER DEFAULT NULL);
INSERT INTO gpkg_extensions VALUES
  ('gpkg_data_columns', NULL, 'gpkg_schema', 'http://www.geopackage.org/spec130/#extension_schema', 'read-write'),
  ('gpkg_data_column_constraints', NULL, 'gpkg_schema', 'http://www.geopackage.org/spec130/#extension_schema', 'read-write');

CREATE TABLE change (
  revision INTEGER PRIMARY KEY NOT NULL, time DATETIME NOT NULL, author TEXT NOT NULL, what TEXT NOT NULL,
  new INTEGER NOT NULL, updated INTEGER NOT NULL, deleted INTEGER NOT NULL, touched TEXT NOT NULL);
INSERT INTO gpkg_contents(table_name, data_type, identifier, description) VALUES
  ('change', 'attributes', 'change', 'Every write to this file: when, by whom, what, and which places it touched.');
INSERT INTO gpkg_ogr_contents VALUES ('change', 0);
CREATE TABLE burialmap_state (key TEXT PRIMARY KEY NOT NULL, value TEXT NOT NULL);
CREATE TABLE burialmap_edit (
  number INTEGER PRIMARY KEY NOT NULL, collection TEXT NOT NULL, fid INTEGER NOT NULL, kind TEXT NOT NULL,
  min_x DOUBLE, min_y DOUBLE, max_x DOUBLE, max_y DOUBLE, old TEXT);
INSERT INTO gpkg_extensions VALUES
  ('burialmap_state', NULL, 'burialmap_store', 'Small values that burialmap keeps beside the features.', 'write-only'),
  ('burialmap_edit', NULL, 'burialmap_store', 'Edits by other programs that burialmap has not yet taken into its history.', 'write-only');

CREATE TABLE burialmap_version (
  number INTEGER PRIMARY KEY NOT NULL, collection TEXT NOT NULL, fid INTEGER NOT NULL, id TEXT,
  since INTEGER, until INTEGER NOT NULL, kind TEXT NOT NULL, changed TEXT, geom BLOB, moved_m DOUBLE);
CREATE INDEX burialmap_version_fid ON burialmap_version(collection, fid, until);
CREATE INDEX burialmap_version_id ON burialmap_version(collection, id) WHERE id IS NOT NULL;
INSERT INTO gpkg_extensions VALUES
  ('burialmap_version', NULL, 'burialmap_store', 'What features were before they were updated or deleted.', 'write-only');
CREATE TABLE "cemeteries" (
  fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  geom GEOMETRY,
  id TEXT UNIQUE,
  "name" TEXT,
  "name_en" TEXT,
  "name_ru" TEXT,
  "name_ja" TEXT,
  "use" TEXT,
  "period" TEXT,
  "overlap_class" TEXT,
  "overlap_pairs" INTEGER,
  "overlap_probability" DOUBLE,
  "overlap_probability_error" DOUBLE,
  "shared_area_expected_m2" DOUBLE,
  "shared_area_p05_m2" DOUBLE,
  "shared_area_p50_m2" DOUBLE,
  "shared_area_p95_m2" DOUBLE,
  "accuracy_m" DOUBLE,
  "location_method" TEXT,
  "location_text" TEXT,
  "location_parse" TEXT,
  "source" TEXT,
  "source_key" TEXT,
  "fictional" BOOLEAN,
  extra TEXT,
  revision INTEGER,
  updated DATETIME);
CREATE INDEX IF NOT EXISTS "cemeteries_source" ON "cemeteries"(source_key, source) WHERE "source_key" IS NOT NULL;
CREATE INDEX IF NOT EXISTS "cemeteries_of_source" ON "cemeteries"(source) WHERE "source" IS NOT NULL;
INSERT INTO gpkg_contents(table_name, data_type, identifier, description, srs_id) VALUES ('cemeteries', 'features', 'Cemeteries', 'Boundaries of burial grounds and who is buried in them.', 4326);
INSERT INTO gpkg_ogr_contents VALUES ('cemeteries', 0);
INSERT OR IGNORE INTO gpkg_data_columns VALUES ('cemeteries', 'name', 'name', 'Name', 'Name as its source writes it.', NULL, NULL);
INSERT OR IGNORE INTO gpkg_data_columns VALUES ('cemeteries', 'name_en', 'name_en', 'Name (English)', 'Name in English or in Latin letters.', NULL, NULL);
INSERT OR IGNORE INTO gpkg_data_columns VALUES ('cemeteries', 'name_ru', 'name_ru', 'Name (Russian)', 'Name in Russian.', NULL, NULL);
INSERT OR IGNORE INTO gpkg_data_columns VALUES ('cemeteries', 'name_ja', 'name_ja', 'Name (Japanese)', 'Name in Japanese.', NULL, NULL);
INSERT OR IGNORE INTO gpkg_data_columns VALUES ('cemeteries', 'use', 'use', 'Use', 'Who is buried here: local civilians, prisoners of war, both, or not known.', NULL, 'cemeteries_use');
INSERT OR IGNORE INTO gpkg_data_columns VALUES ('cemeteries', 'period', 'period', 'Period', 'When burials took place, as an EDTF interval: 1945/1948, 194X, 1946~.', NULL, NULL);
INSERT OR IGNORE INTO gpkg_data_columns VALUES ('cemeteries', 'overlap_class', 'overlap_class', 'Overlap', 'Highest class among its overlaps; absent if nothing was compared.', NULL, 'cemeteries_overlap_class');
INSERT OR IGNORE INTO gpkg_data_columns VALUES ('cemeteries', 'overlap_pairs', 'overlap_pairs', 'Pairs compared', 'Number of its overlaps: pairs of prisoners'' and civilian burials that were compared and recorded.', NULL, NULL);
INSERT OR IGNORE INTO gpkg_data_columns VALUES ('cemeteries', 'overlap_probability', 'overlap_probability', 'Overlap probability', 'Probability that at least one of its prisoners'' burials shares ground with a civilian one; absent if not assessed.', NULL, NULL);
INSERT OR IGNORE INTO gpkg_data_columns VALUES ('cemeteries', 'overlap_probability_error', 'overlap_probability_error', 'Error of the overlap probability', 'Half-width of the 95 % confidence interval of the overlap probability: the numerical error of the method, not that of the data.', NULL, NULL);
INSERT OR IGNORE INTO gpkg_data_columns VALUES ('cemeteries', 'shared_area_expected_m2', 'shared_area_expected_m2', 'Expected shared area in all', 'Ground that its prisoners'' and civilian burials are expected to share in all, given the uncertainty.', NULL, NULL);
INSERT OR IGNORE INTO gpkg_data_columns VALUES ('cemeteries', 'shared_area_p05_m2', 'shared_area_p05_m2', 'Shared area in all, 5 %', 'Ground shared in all that is exceeded with 95 % probability.', NULL, NULL);
INSERT OR IGNORE INTO gpkg_data_columns VALUES ('cemeteries', 'shared_area_p50_m2', 'shared_area_p50_m2', 'Shared area in all, median', 'Ground shared in all that is exceeded with 50 % probability.', NULL, NULL);
INSERT OR IGNORE INTO gpkg_data_columns VALUES ('cemeteries', 'shared_area_p95_m2', 'shared_area_p95_m2', 'Shared area in all, 95 %', 'Ground shared in all that is exceeded with 5 % probability.', NULL, NULL);
INSERT OR IGNORE INTO gpkg_data_columns VALUES ('cemeteries', 'accuracy_m', 'accuracy_m', 'Accuracy', 'Radius in metres that holds the true position with 95 % probability; absent if nobody stated it.', NULL, NULL);
INSERT OR IGNORE INTO gpkg_data_columns VALUES ('cemeteries', 'location_method', 'location_method', 'Method', 'How the position was found.', NULL, 'location_method');
INSERT OR IGNORE INTO gpkg_data_columns VALUES ('cemeteries', 'location_text', 'location_text', 'Place in words', 'The words in which the place was given.', NULL, NULL);
INSERT OR IGNORE INTO gpkg_data_columns VALUES ('cemeteries', 'location_parse', 'location_parse', 'Reading of the words', 'How the words were read where the position was derived from them: the place meant, the distance, the direction and what makes them uncertain.', 'application/json', NULL);
INSERT OR IGNORE INTO gpkg_data_columns VALUES ('cemeteries', 'source', 'source', 'Source', 'Id of the source in the collection sources.', NULL, NULL);
INSERT OR IGNORE INTO gpkg_data_columns VALUES ('cemeteries', 'source_key', 'source_key', 'Key in the source', 'The record''s own key in its source; importing it again updates the feature.', NULL, NULL);
INSERT OR IGNORE INTO gpkg_data_columns VALUES ('cemeteries', 'fictional', 'fictional', 'Invented', 'True if the feature is invented, for demonstration or tests.', NULL, NULL);

INSERT INTO gpkg_geometry_columns VALUES ('cemeteries', 'geom', 'GEOMETRY', 4326, 0, 0);
INSERT INTO gpkg_extensions VALUES ('cemeteries', 'geom', 'gpkg_rtree_index', 'http://www.geopackage.org/spec130/#extension_rtree', 'write-only');
CREATE VIRTUAL TABLE "rtree_cemeteries_geom" USING rtree(id, minx, maxx, miny, maxy);
CREATE TRIGGER "rtree_cemeteries_geom_insert" AFTER INSERT ON "cemeteries"
  WHEN (NEW."geom" NOT NULL AND NOT ST_IsEmpty(NEW."geom"))
BEGIN
  INSERT OR REPLACE INTO "rtree_cemeteries_geom" VALUES (NEW."fid", ST_MinX(NEW."geom"), ST_MaxX(NEW."geom"), ST_MinY(NEW."geom"), ST_MaxY(NEW."geom"));
END;
CREATE TRIGGER "rtree_cemeteries_geom_update1" AFTER UPDATE OF "geom" ON "cemeteries"
  WHEN OLD."fid" = NEW."fid" AND (NEW."geom" NOTNULL AND NOT ST_IsEmpty(NEW."geom"))
BEGIN
  INSERT OR REPLACE INTO "rtree_cemeteries_geom" VALUES (NEW."fid", ST_MinX(NEW."geom"), ST_MaxX(NEW."geom"), ST_MinY(NEW."geom"), ST_MaxY(NEW."geom"));
END;
CREATE TRIGGER "rtree_cemeteries_geom_update2" AFTER UPDATE OF "geom" ON "cemeteries"
  WHEN OLD."fid" = NEW."fid" AND (NEW."geom" ISNULL OR ST_IsEmpty(NEW."geom"))
BEGIN
  DELETE FROM "rtree_cemeteries_geom" WHERE id = OLD."fid";
END;
CREATE TRIGGER "rtree_cemeteries_geom_update3" AFTER UPDATE ON "cemeteries"
  WHEN OLD."fid" != NEW."fid" AND (NEW."geom" NOTNULL AND NOT ST_IsEmpty(NEW."geom"))
BEGIN
  DELETE FROM "rtree_cemeteries_geom" WHERE id = OLD."fid";
  INSERT OR REPLACE INTO "rtree_cemeteries_geom" VALUES (NEW."fid", ST_MinX(NEW."geom"), ST_MaxX(NEW."geom"), ST_MinY(NEW."geom"), ST_MaxY(NEW."geom"));
END;
CREATE TRIGGER "rtree_cemeteries_geom_update4" AFTER UPDATE ON "cemeteries"
  WHEN OLD."fid" != NEW."fid" AND (NEW."geom" ISNULL OR ST_IsEmpty(NEW."geom"))
BEGIN
  DELETE FROM "rtree_cemeteries_geom" WHERE id IN (OLD."fid", NEW."fid");
END;
CREATE TRIGGER "rtree_cemeteries_geom_delete" AFTER DELETE ON "cemeteries"
  WHEN OLD."geom" NOT NULL
BEGIN
  DELETE FROM "rtree_cemeteries_geom" WHERE id = OLD."fid";
END;

CREATE TRIGGER "trigger_insert_feature_count_cemeteries" AFTER INSERT ON "cemeteries"
BEGIN
  UPDATE gpkg_ogr_contents SET feature_count = feature_count + 1 WHERE lower(table_name) = lower('cemeteries');
END;
CREATE TRIGGER "trigger_delete_feature_count_cemeteries" AFTER DELETE ON "cemeteries"
BEGIN
  UPDATE gpkg_ogr_contents SET feature_count = feature_count - 1 WHERE lower(table_name) = lower('cemeteries');
END;

CREATE TRIGGER "burialmap_edit_insert_cemeteries" AFTER INSERT ON "cemeteries"
BEGIN
  INSERT INTO burialmap_edit(collection, fid, kind) VALUES ('cemeteries', NEW.fid, 'insert');
END;
CREATE TRIGGER "burialmap_edit_update_cemeteries" AFTER UPDATE ON "cemeteries"
BEGIN
  INSERT INTO burialmap_edit(collection, fid, kind, min_x, min_y, max_x, max_y, old) VALUES ('cemeteries', OLD.fid, 'update', ST_MinX(OLD.geom), ST_MinY(OLD.geom), ST_MaxX(OLD.geom), ST_MaxY(OLD.geom),
    CASE WHEN (SELECT coalesce(max(number), 0) FROM burialmap_edit) < 10000 THEN quote(OLD."id")||','||quote(OLD."revision")||','||quote(OLD."updated")||','||quote(OLD."geom")||','||quote(OLD."extra")||','||quote(OLD."name")||','||quote(OLD."name_en")||','||quote(OLD."name_ru")||','||quote(OLD."name_ja")||','||quote(OLD."use")||','||quote(OLD."period")||','||quote(OLD."overlap_class")||','||quote(OLD."overlap_pairs")||','||quote(OLD."overlap_probability")||','||quote(OLD."overlap_probability_error")||','||quote(OLD."shared_area_expected_m2")||','||quote(OLD."shared_area_p05_m2")||','||quote(OLD."shared_area_p50_m2")||','||quote(OLD."shared_area_p95_m2")||','||quote(OLD."accuracy_m")||','||quote(OLD."location_method")||','||quote(OLD."location_text")||','||quote(OLD."location_parse")||','||quote(OLD."source")||','||quote(OLD."source_key")||','||quote(OLD."fictional") END);
  INSERT INTO burialmap_edit(collection, fid, kind) SELECT 'cemeteries', NEW.fid, 'update' WHERE NEW.fid != OLD.fid;
END;
CREATE TRIGGER "burialmap_edit_delete_cemeteries" AFTER DELETE ON "cemeteries"
BEGIN
  INSERT INTO burialmap_edit(collection, fid, kind, min_x, min_y, max_x, max_y, old) VALUES ('cemeteries', OLD.fid, 'delete', ST_MinX(OLD.geom), ST_MinY(OLD.geom), ST_MaxX(OLD.geom), ST_MaxY(OLD.geom),
    CASE WHEN (SELECT coalesce(max(number), 0) FROM burialmap_edit) < 10000 THEN quote(OLD."id")||','||quote(OLD."revision")||','||quote(OLD."updated")||','||quote(OLD."geom")||','||quote(OLD."extra")||','||quote(OLD."name")||','||quote(OLD."name_en")||','||quote(OLD."name_ru")||','||quote(OLD."name_ja")||','||quote(OLD."use")||','||quote(OLD."period")||','||quote(OLD."overlap_class")||','||quote(OLD."overlap_pairs")||','||quote(OLD."overlap_probability")||','||quote(OLD."overlap_probability_error")||','||quote(OLD."shared_area_expected_m2")||','||quote(OLD."shared_area_p05_m2")||','||quote(OLD."shared_area_p50_m2")||','||quote(OLD."shared_area_p95_m2")||','||quote(OLD."accuracy_m")||','||quote(OLD."location_method")||','||quote(OLD."location_text")||','||quote(OLD."location_parse")||','||quote(OLD."source")||','||quote(OLD."source_key")||','||quote(OLD."fictional") END);
END;
CREATE TABLE "burialmap_name_cemeteries" (key TEXT NOT NULL, fid INTEGER NOT NULL, PRIMARY KEY (key, fid) ON CONFLICT IGNORE) WITHOUT ROWID;
INSERT INTO gpkg_extensions VALUES ('burialmap_name_cemeteries', NULL, 'burialmap_store', 'Keys by which features are found by their names in any script.', 'write-only');
CREATE TABLE "plots" (
  fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  geom GEOMETRY,
  id TEXT UNIQUE,
  "name" TEXT,
  "kind" TEXT,
  "site" TEXT,
  "cemetery" TEXT,
  "occupancy" TEXT,
  "burials" INTEGER,
  "period" TEXT,
  "accuracy_m" DOUBLE,
  "location_method" TEXT,
  "location_text" TEXT,
  "location_parse" TEXT,
  "source" TEXT,
  "source_key" TEXT,
  "fictional" BOOLEAN,
  extra TEXT,
  revision INTEGER,
  updated DATETIME);
CREATE INDEX IF NOT EXISTS "plots_source" ON "plots"(source_key, source) WHERE "source_key" IS NOT NULL;
CREATE INDEX IF NOT EXISTS "plots_of_source" ON "plots"(source) WHERE "source" IS NOT NULL;
CREATE INDEX IF NOT EXISTS "plots_site" ON "plots"("site") WHERE "site" IS NOT NULL;
CREATE INDEX IF NOT EXISTS "plots_cemetery" ON "plots"("cemetery") WHERE "cemetery" IS NOT NULL;
INSERT INTO gpkg_contents(table_name, data_type, identifier, description, srs_id) VALUES ('plots', 'features', 'Plots', 'Graves, rows, plots and sections, with who lies in them.', 4326);
INSERT INTO gpkg_ogr_contents VALUES ('plots', 0);
INSERT OR IGNORE INTO gpkg_data_columns VALUES ('plots', 'name', 'name', 'Name', 'Name or number of the plot in its source.', NULL, NULL);
INSERT OR IGNORE INTO gpkg_data_columns VALUES ('plots', 'kind', 'kind', 'Kind', 'Whether it is one grave, a row, a plot or a section.', NULL, 'plots_kind');
INSERT OR IGNORE INTO gpkg_data_columns VALUES ('plots', 'site', 'site', 'Burial site', 'Id of the burial site it belongs to.', NULL, NULL);
INSERT OR IGNORE INTO gpkg_data_columns VALUES ('plots', 'cemetery', 'cemetery', 'Cemetery', 'Id of the cemetery it lies in.', NULL, NULL);
INSERT OR IGNORE INTO gpkg_data_columns VALUES ('plots', 'occupancy', 'occupancy', 'Occupancy', 'Who lies here: prisoners of war, local civilians, both, or not known.', NULL, 'plots_occupancy');
INSERT OR IGNORE INTO gpkg_data_columns VALUES ('plots', 'burials', 'burials', 'Burials', 'Number of people buried.', NULL, NULL);
INSERT OR IGNORE INTO gpkg_data_columns VALUES ('plots', 'period', 'period', 'Period', 'When burials took place, as an EDTF interval: 1945/1948, 194X, 1946~.', NULL, NULL);
INSERT OR IGNORE INTO gpkg_data_columns VALUES ('plots', 'accuracy_m', 'accuracy_m', 'Accuracy', 'Radius in metres that holds the true position with 95 % probability; absent if nobody stated it.', NULL, NULL);
INSERT OR IGNORE INTO gpkg_data_columns VALUES ('plots', 'location_method', 'location_method', 'Method', 'How the position was found.', NULL, 'location_method');
INSERT OR IGNORE INTO gpkg_data_columns VALUES ('plots', 'location_text', 'location_text', 'Place in words', 'The words in which the place was given.', NULL, NULL);
INSERT OR IGNORE INTO gpkg_data_columns VALUES ('plots', 'location_parse', 'location_parse', 'Reading of the words', 'How the words were read where the position was derived from them: the place meant, the distance, the direction and what makes them uncertain.', 'application/json', NULL);
INSERT OR IGNORE INTO gpkg_data_columns VALUES ('plots', 'source', 'source', 'Source', 'Id of the source in the collection sources.', NULL, NULL);
INSERT OR IGNORE INTO gpkg_data_columns VALUES ('plots', 'source_key', 'source_key', 'Key in the source', 'The record''s own key in its source; importing it again updates the feature.', NULL, NULL);
INSERT OR IGNORE INTO gpkg_data_columns VALUES ('plots', 'fictional', 'fictional', 'Invented', 'True if the feature is invented, for demonstration or tests.', NULL, NULL);

INSERT INTO gpkg_geometry_columns VALUES ('plots', 'geom', 'GEOMETRY', 4326, 0, 0);
INSERT INTO gpkg_extensions VALUES ('plots', 'geom', 'gpkg_rtree_index', 'http://www.geopackage.org/spec130/#extension_rtree', 'write-only');
CREATE VIRTUAL TABLE "rtree_plots_geom" USING rtree(id, minx, maxx, miny, maxy);
CREATE TRIGGER "rtree_plots_geom_insert" AFTER INSERT ON "plots"
  WHEN (NEW."geom" NOT NULL AND NOT ST_IsEmpty(NEW."geom"))
BEGIN
  INSERT OR REPLACE INTO "rtree_plots_geom" VALUES (NEW."fid", ST_MinX(NEW."geom"), ST_MaxX(NEW."geom"), ST_MinY(NEW."geom"), ST_MaxY(NEW."geom"));
END;
CREATE TRIGGER "rtree_plots_geom_update1" AFTER UPDATE OF "geom" ON "plots"
  WHEN OLD."fid" = NEW."fid" AND (NEW."geom" NOTNULL AND NOT ST_IsEmpty(NEW."geom"))
BEGIN
  INSERT OR REPLACE INTO "rtree_plots_geom" VALUES (NEW."fid", ST_MinX(NEW."geom"), ST_MaxX(NEW."geom"), ST_MinY(NEW."geom"), ST_MaxY(NEW."geom"));
END;
CREATE TRIGGER "rtree_plots_geom_update2" AFTER UPDATE OF "geom" ON "plots"
  WHEN OLD."fid" = NEW."fid" AND (NEW."geom" ISNULL OR ST_IsEmpty(NEW."geom"))
BEGIN
  DELETE FROM "rtree_plots_geom" WHERE id = OLD."fid";
END;
CREATE TRIGGER "rtree_plots_geom_update3" AFTER UPDATE ON "plots"
  WHEN OLD."fid" != NEW."fid" AND (NEW."geom" NOTNULL AND NOT ST_IsEmpty(NEW."geom"))
BEGIN
  DELETE FROM "rtree_plots_geom" WHERE id = OLD."fid";
  INSERT OR REPLACE INTO "rtree_plots_geom" VALUES (NEW."fid", ST_MinX(NEW."geom"), ST_MaxX(NEW."geom"), ST_MinY(NEW."geom"), ST_MaxY(NEW."geom"));
END;
CREATE TRIGGER "rtree_plots_geom_update4" AFTER UPDATE ON "plots"
  WHEN OLD."fid" != NEW."fid" AND (NEW."geom" ISNULL OR ST_IsEmpty(NEW."geom"))
BEGIN
  DELETE FROM "rtree_plots_geom" WHERE id IN (OLD."fid", NEW."fid");
END;
CREATE TRIGGER "rtree_plots_geom_delete" AFTER DELETE ON "plots"
  WHEN OLD."geom" NOT NULL
BEGIN
  DELETE FROM "rtree_plots_geom" WHERE id = OLD."fid";
END;

CREATE TRIGGER "trigger_insert_feature_count_plots" AFTER INSERT ON "plots"
BEGIN
  UPDATE gpkg_ogr_contents SET feature_count = feature_count + 1 WHERE lower(table_name) = lower('plots');
END;
CREATE TRIGGER "trigger_delete_feature_count_plots" AFTER DELETE ON "plots"
BEGIN
  UPDATE gpkg_ogr_contents SET feature_count = feature_count - 1 WHERE lower(table_name) = lower('plots');
END;

CREATE TRIGGER "burialmap_edit_insert_plots" AFTER INSERT ON "plots"
BEGIN
  INSERT INTO burialmap_edit(collection, fid, kind) VALUES ('plots', NEW.fid, 'insert');
END;
CREATE TRIGGER "burialmap_edit_update_plots" AFTER UPDATE ON "plots"
BEGIN
  INSERT INTO burialmap_edit(collection, fid, kind, min_x, min_y, max_x, max_y, old) VALUES ('plots', OLD.fid, 'update', ST_MinX(OLD.geom), ST_MinY(OLD.geom), ST_MaxX(OLD.geom), ST_MaxY(OLD.geom),
    CASE WHEN (SELECT coalesce(max(number), 0) FROM burialmap_edit) < 10000 THEN quote(OLD."id")||','||quote(OLD."revision")||','||quote(OLD."updated")||','||quote(OLD."geom")||','||quote(OLD."extra")||','||quote(OLD."name")||','||quote(OLD."kind")||','||quote(OLD."site")||','||quote(OLD."cemetery")||','||quote(OLD."occupancy")||','||quote(OLD."burials")||','||quote(OLD."period")||','||quote(OLD."accuracy_m")||','||quote(OLD."location_method")||','||quote(OLD."location_text")||','||quote(OLD."location_parse")||','||quote(OLD."source")||','||quote(OLD."source_key")||','||quote(OLD."fictional") END);
  INSERT INTO burialmap_edit(collection, fid, kind) SELECT 'plots', NEW.fid, 'update' WHERE NEW.fid != OLD.fid;
END;
CREATE TRIGGER "burialmap_edit_delete_plots" AFTER DELETE ON "plots"
BEGIN
  INSERT INTO burialmap_edit(collection, fid, kind, min_x, min_y, max_x, max_y, old) VALUES ('plots', OLD.fid, 'delete', ST_MinX(OLD.geom), ST_MinY(OLD.geom), ST_MaxX(OLD.geom), ST_MaxY(OLD.geom),
    CASE WHEN (SELECT coalesce(max(number), 0) FROM burialmap_edit) < 10000 THEN quote(OLD."id")||','||quote(OLD."revision")||','||quote(OLD."updated")||','||quote(OLD."geom")||','||quote(OLD."extra")||','||quote(OLD."name")||','||quote(OLD."kind")||','||quote(OLD."site")||','||quote(OLD."cemetery")||','||quote(OLD."occupancy")||','||quote(OLD."burials")||','||quote(OLD."period")||','||quote(OLD."accuracy_m")||','||quote(OLD."location_method")||','||quote(OLD."location_text")||','||quote(OLD."location_parse")||','||quote(OLD."source")||','||quote(OLD."source_key")||','||quote(OLD."fictional") END);
END;
CREATE TABLE "burialmap_name_plots" (key TEXT NOT NULL, fid INTEGER NOT NULL, PRIMARY KEY (key, fid) ON CONFLICT IGNORE) WITHOUT ROWID;
INSERT INTO gpkg_extensions VALUES ('burialmap_name_plots', NULL, 'burialmap_store', 'Keys by which features are found by their names in any script.', 'write-only');
CREATE TABLE "overlaps" (
  fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  geom GEOMETRY,
  id TEXT UNIQUE,
  "pow" TEXT,
  "civilian" TEXT,
  "site" TEXT,
  "pow_cemetery" TEXT,
  "civilian_cemetery" TEXT,
  "class" TEXT,
  "probability" DOUBLE,
  "area_probability" DOUBLE,
  "relation" TEXT,
  "area_m2" DOUBLE,
  "pow_fraction" DOUBLE,
  "civilian_fraction" DOUBLE,
  "distance_m" DOUBLE,
  "expected_area_m2" DOUBLE,
  "expected_fraction" DOUBLE,
  "time_relation" TEXT,
  "reasons" TEXT,
  "review" TEXT,
  "review_reason" TEXT,
  "reviewed" TEXT,
  "reviewer" TEXT,
  "reviewed_class" TEXT,
  "reviewed_probability" DOUBLE,
  "method_version" TEXT,
  "accuracy_m" DOUBLE,
  "location_method" TEXT,
  "location_text" TEXT,
  "location_parse" TEXT,
  "source" TEXT,
  "source_key" TEXT,
  "fictional" BOOLEAN,
  extra TEXT,
  revision INTEGER,
  updated DATETIME);
CREATE INDEX IF NOT EXISTS "overlaps_source" ON "overlaps"(source_key, source) WHERE "source_key" IS NOT NULL;
CREATE INDEX IF NOT EXISTS "overlaps_of_source" ON "overlaps"(source) WHERE "source" IS NOT NULL;
CREATE INDEX IF NOT EXISTS "overlaps_pow" ON "overlaps"("pow") WHERE "pow" IS NOT NULL;
CREATE INDEX IF NOT EXISTS "overlaps_civilian" ON "overlaps"("civilian") WHERE "civilian" IS NOT NULL;
CREATE INDEX IF NOT EXISTS "overlaps_site" ON "overlaps"("site") WHERE "site" IS NOT NULL;
CREATE INDEX IF NOT EXISTS "overlaps_pow_cemetery" ON "overlaps"("pow_cemetery") WHERE "pow_cemetery" IS NOT NULL;
CREATE INDEX IF NOT EXISTS "overlaps_civilian_cemetery" ON "overlaps"("civilian_cemetery") WHERE "civilian_cemetery" IS NOT NULL;
CREATE INDEX IF NOT EXISTS "overlaps_review" ON "overlaps"(review) WHERE "review" IS NOT NULL;
INSERT INTO gpkg_contents(table_name, data_type, identifier, description, srs_id) VALUES ('overlaps', 'features', 'Overlaps', 'Pairs of prisoners'' and civilian burials that share ground or lie within reach of each other.', 4326);
INSERT INTO gpkg_ogr_contents VALUES ('overlaps', 0);
INSERT OR IGNORE INTO gpkg_data_columns VALUES ('overlaps', 'pow', 'pow', 'Prisoners'' burial', 'The prisoners'' side as collection/id.', NULL, NULL);
INSERT OR IGNORE INTO gpkg_data_columns VALUES ('overlaps', 'civilian', 'civilian', 'Civilian burial', 'The civilian side as collection/id.', NULL, NULL);
INSERT OR IGNORE INTO gpkg_data_columns VALUES ('overlaps', 'site', 'site', 'Burial site', 'Id of the burial site that the prisoners'' side is or belongs to.', NULL, NULL);
INSERT OR IGNORE INTO gpkg_data_columns VALUES ('overlaps', 'pow_cemetery', 'pow_cemetery', 'Prisoners'' cemetery', 'Id of the cemetery that the prisoners'' side is or belongs to.', NULL, NULL);
INSERT OR IGNORE INTO gpkg_data_columns VALUES ('overlaps', 'civilian_cemetery', 'civilian_cemetery', 'Civilian cemetery', 'Id of the cemetery that the civilian side is or belongs to.', NULL, NULL);
INSERT OR IGNORE INTO gpkg_data_columns VALUES ('overlaps', 'class', 'class', 'Class', 'How likely it is that both share ground.', NULL, 'overlaps_class');
INSERT OR IGNORE INTO gpkg_data_columns VALUES ('overlaps', 'probability', 'probability', 'Probability', 'Probability that both share ground; absent if not assessed.', NULL, NULL);
INSERT OR IGNORE INTO gpkg_data_columns VALUES ('overlaps', 'area_probability', 'area_probability', 'Probability of a countable area', 'Probability that they share at least 0.25 m², the least area worth counting; absent if not assessed.', NULL, NULL);
INSERT OR IGNORE INTO gpkg_data_columns VALUES ('overlaps', 'relation', 'relation', 'Relation', 'How the recorded outlines lie to each other, seen from the prisoners'' side.', NULL, 'overlaps_relation');
INSERT OR IGNORE INTO gpkg_data_columns VALUES ('overlaps', 'area_m2', 'area_m2', 'Shared area', 'Area shared by the outlines as recorded.', NULL, NULL);
INSERT OR IGNORE INTO gpkg_data_columns VALUES ('overlaps', 'pow_fraction', 'pow_fraction', 'Share of the prisoners'' burial', 'Shared area as a fraction of the prisoners'' outline.', NULL, NULL);
INSERT OR IGNORE INTO gpkg_data_columns VALUES ('overlaps', 'civilian_fraction', 'civilian_fraction', 'Share of the civilian burial', 'Shared area as a fraction of the civilian outline.', NULL, NULL);
INSERT OR IGNORE INTO gpkg_data_columns VALUES ('overlaps', 'distance_m', 'distance_m', 'Distance', 'Shortest distance between the outlines as recorded; 0 if they meet.', NULL, NULL);
INSERT OR IGNORE INTO gpkg_data_columns VALUES ('overlaps', 'expected_area_m2', 'expected_area_m2', 'Expected shared area', 'Shared area to be expected given the uncertainty; absent if not assessed.', NULL, NULL);
INSERT OR IGNORE INTO gpkg_data_columns VALUES ('overlaps', 'expected_fraction', 'expected_fraction', 'Expected share', 'Expected shared area as a fraction of the prisoners'' outline; absent if not assessed.', NULL, NULL);
INSERT OR IGNORE INTO gpkg_data_columns VALUES ('overlaps', 'time_relation', 'time_relation', 'Time', 'Whether the civilian burials are later or earlier than the prisoners'', or of the same time.', NULL, 'overlaps_time_relation');
INSERT OR IGNORE INTO gpkg_data_columns VALUES ('overlaps', 'reasons', 'reasons', 'Reasons', 'The facts that drove the result, each with a code, its values and its source.', 'application/json', NULL);
INSERT OR IGNORE INTO gpkg_data_columns VALUES ('overlaps', 'review', 'review', 'Judgement', 'What a person decided about the pair: accepted, rejected or postponed; absent while it is open.', NULL, 'overlaps_review');
INSERT OR IGNORE INTO gpkg_data_columns VALUES ('overlaps', 'review_reason', 'review_reason', 'Reason of the judgement', 'Why it was decided so, in the words of whoever did.', NULL, NULL);
INSERT OR IGNORE INTO gpkg_data_columns VALUES ('overlaps', 'reviewed', 'reviewed', 'Judged', 'When it was decided, in UTC as RFC 3339 writes it.', NULL, NULL);
INSERT OR IGNORE INTO gpkg_data_columns VALUES ('overlaps', 'reviewer', 'reviewer', 'Judged by', 'Who decided; local is somebody at the machine of the server.', NULL, NULL);
INSERT OR IGNORE INTO gpkg_data_columns VALUES ('overlaps', 'reviewed_class', 'reviewed_class', 'Class when judged', 'The class that was judged; where it differs from the class, the data have changed since.', NULL, 'overlaps_reviewed_class');
INSERT OR IGNORE INTO gpkg_data_columns VALUES ('overlaps', 'reviewed_probability', 'reviewed_probability', 'Probability when judged', 'The probability that was judged; absent if it was not assessed then.', NULL, NULL);
INSERT OR IGNORE INTO gpkg_data_columns VALUES ('overlaps', 'method_version', 'method_version', 'Method', 'Version of the method that found the overlap.', NULL, NULL);
INSERT OR IGNORE INTO gpkg_data_columns VALUES ('overlaps', 'accuracy_m', 'accuracy_m', 'Accuracy', 'Radius in metres that holds the true position with 95 % probability; absent if nobody stated it.', NULL, NULL);
INSERT OR IGNORE INTO gpkg_data_columns VALUES ('overlaps', 'location_method', 'location_method', 'Method', 'How the position was found.', NULL, 'location_method');
INSERT OR IGNORE INTO gpkg_data_columns VALUES ('overlaps', 'location_text', 'location_text', 'Place in words', 'The words in which the place was given.', NULL, NULL);
INSERT OR IGNORE INTO gpkg_data_columns VALUES ('overlaps', 'location_parse', 'location_parse', 'Reading of the words', 'How the words were read where the position was derived from them: the place meant, the distance, the direction and what makes them uncertain.', 'application/json', NULL);
INSERT OR IGNORE INTO gpkg_data_columns VALUES ('overlaps', 'source', 'source', 'Source', 'Id of the source in the collection sources.', NULL, NULL);
INSERT OR IGNORE INTO gpkg_data_columns VALUES ('overlaps', 'source_key', 'source_key', 'Key in the source', 'The record''s own key in its source; importing it again updates the feature.', NULL, NULL);
INSERT OR IGNORE INTO gpkg_data_columns VALUES ('overlaps', 'fictional', 'fictional', 'Invented', 'True if the feature is invented, for demonstration or tests.', NULL, NULL);

INSERT INTO gpkg_geometry_columns VALUES ('overlaps', 'geom', 'GEOMETRY', 4326, 0, 0);
INSERT INTO gpkg_extensions VALUES ('overlaps', 'geom', 'gpkg_rtree_index', 'http://www.geopackage.org/spec130/#extension_rtree', 'write-only');
CREATE VIRTUAL TABLE "rtree_overlaps_geom" USING rtree(id, minx, maxx, miny, maxy);
CREATE TRIGGER "rtree_overlaps_geom_insert" AFTER INSERT ON "overlaps"
  WHEN (NEW."geom" NOT NULL AND NOT ST_IsEmpty(NEW."geom"))
BEGIN
  INSERT OR REPLACE INTO "rtree_overlaps_geom" VALUES (NEW."fid", ST_MinX(NEW."geom"), ST_MaxX(NEW."geom"), ST_MinY(NEW."geom"), ST_MaxY(NEW."geom"));
END;
CREATE TRIGGER "rtree_overlaps_geom_update1" AFTER UPDATE OF "geom" ON "overlaps"
  WHEN OLD."fid" = NEW."fid" AND (NEW."geom" NOTNULL AND NOT ST_IsEmpty(NEW."geom"))
BEGIN
  INSERT OR REPLACE INTO "rtree_overlaps_geom" VALUES (NEW."fid", ST_MinX(NEW."geom"), ST_MaxX(NEW."geom"), ST_MinY(NEW."geom"), ST_MaxY(NEW."geom"));
END;
CREATE TRIGGER "rtree_overlaps_geom_update2" AFTER UPDATE OF "geom" ON "overlaps"
  WHEN OLD."fid" = NEW."fid" AND (NEW."geom" ISNULL OR ST_IsEmpty(NEW."geom"))
BEGIN
  DELETE FROM "rtree_overlaps_geom" WHERE id = OLD."fid";
END;
CREATE TRIGGER "rtree_overlaps_geom_update3" AFTER UPDATE ON "overlaps"
  WHEN OLD."fid" != NEW."fid" AND (NEW."geom" NOTNULL AND NOT ST_IsEmpty(NEW."geom"))
BEGIN
  DELETE FROM "rtree_overlaps_geom" WHERE id = OLD."fid";
  INSERT OR REPLACE INTO "rtree_overlaps_geom" VALUES (NEW."fid", ST_MinX(NEW."geom"), ST_MaxX(NEW."geom"), ST_MinY(NEW."geom"), ST_MaxY(NEW."geom"));
END;
CREATE TRIGGER "rtree_overlaps_geom_update4" AFTER UPDATE ON "overlaps"
  WHEN OLD."fid" != NEW."fid" AND (NEW."geom" ISNULL OR ST_IsEmpty(NEW."geom"))
BEGIN
  DELETE FROM "rtree_overlaps_geom" WHERE id IN (OLD."fid", NEW."fid");
END;
CREATE TRIGGER "rtree_overlaps_geom_delete" AFTER DELETE ON "overlaps"
  WHEN OLD."geom" NOT NULL
BEGIN
  DELETE FROM "rtree_overlaps_geom" WHERE id = OLD."fid";
END;

CREATE TRIGGER "trigger_insert_feature_count_overlaps" AFTER INSERT ON "overlaps"
BEGIN
  UPDATE gpkg_ogr_contents SET feature_count = feature_count + 1 WHERE lower(table_name) = lower('overlaps');
END;
CREATE TRIGGER "trigger_delete_feature_count_overlaps" AFTER DELETE ON "overlaps"
BEGIN
  UPDATE gpkg_ogr_contents SET feature_count = feature_count - 1 WHERE lower(table_name) = lower('overlaps');
END;

CREATE TRIGGER "burialmap_edit_insert_overlaps" AFTER INSERT ON "overlaps"
BEGIN
  INSERT INTO burialmap_edit(collection, fid, kind) VALUES ('overlaps', NEW.fid, 'insert');
END;
CREATE TRIGGER "burialmap_edit_update_overlaps" AFTER UPDATE ON "overlaps"
BEGIN
  INSERT INTO burialmap_edit(collection, fid, kind, min_x, min_y, max_x, max_y, old) VALUES ('overlaps', OLD.fid, 'update', ST_MinX(OLD.geom), ST_MinY(OLD.geom), ST_MaxX(OLD.geom), ST_MaxY(OLD.geom),
    CASE WHEN (SELECT coalesce(max(number), 0) FROM burialmap_edit) < 10000 THEN quote(OLD."id")||','||quote(OLD."revision")||','||quote(OLD."updated")||','||quote(OLD."geom")||','||quote(OLD."extra")||','||quote(OLD."pow")||','||quote(OLD."civilian")||','||quote(OLD."site")||','||quote(OLD."pow_cemetery")||','||quote(OLD."civilian_cemetery")||','||quote(OLD."class")||','||quote(OLD."probability")||','||quote(OLD."area_probability")||','||quote(OLD."relation")||','||quote(OLD."area_m2")||','||quote(OLD."pow_fraction")||','||quote(OLD."civilian_fraction")||','||quote(OLD."distance_m")||','||quote(OLD."expected_area_m2")||','||quote(OLD."expected_fraction")||','||quote(OLD."time_relation")||','||quote(OLD."reasons")||','||quote(OLD."review")||','||quote(OLD."review_reason")||','||quote(OLD."reviewed")||','||quote(OLD."reviewer")||','||quote(OLD."reviewed_class")||','||quote(OLD."reviewed_probability")||','||quote(OLD."method_version")||','||quote(OLD."accuracy_m")||','||quote(OLD."location_method")||','||quote(OLD."location_text")||','||quote(OLD."location_parse")||','||quote(OLD."source")||','||quote(OLD."source_key")||','||quote(OLD."fictional") END);
  INSERT INTO burialmap_edit(collection, fid, kind) SELECT 'overlaps', NEW.fid, 'update' WHERE NEW.fid != OLD.fid;
END;
CREATE TRIGGER "burialmap_edit_delete_overlaps" AFTER DELETE ON "overlaps"
BEGIN
  INSERT INTO burialmap_edit(collection, fid, kind, min_x, min_y, max_x, max_y, old) VALUES ('overlaps', OLD.fid, 'delete', ST_MinX(OLD.geom), ST_MinY(OLD.geom), ST_MaxX(OLD.geom), ST_MaxY(OLD.geom),
    CASE WHEN (SELECT coalesce(max(number), 0) FROM burialmap_edit) < 10000 THEN quote(OLD."id")||','||quote(OLD."revision")||','||quote(OLD."updated")||','||quote(OLD."geom")||','||quote(OLD."extra")||','||quote(OLD."pow")||','||quote(OLD."civilian")||','||quote(OLD."site")||','||quote(OLD."pow_cemetery")||','||quote(OLD."civilian_cemetery")||','||quote(OLD."class")||','||quote(OLD."probability")||','||quote(OLD."area_probability")||','||quote(OLD."relation")||','||quote(OLD."area_m2")||','||quote(OLD."pow_fraction")||','||quote(OLD."civilian_fraction")||','||quote(OLD."distance_m")||','||quote(OLD."expected_area_m2")||','||quote(OLD."expected_fraction")||','||quote(OLD."time_relation")||','||quote(OLD."reasons")||','||quote(OLD."review")||','||quote(OLD."review_reason")||','||quote(OLD."reviewed")||','||quote(OLD."reviewer")||','||quote(OLD."reviewed_class")||','||quote(OLD."reviewed_probability")||','||quote(OLD."method_version")||','||quote(OLD."accuracy_m")||','||quote(OLD."location_method")||','||quote(OLD."location_text")||','||quote(OLD."location_parse")||','||quote(OLD."source")||','||quote(OLD."source_key")||','||quote(OLD."fictional") END);
END;
CREATE TABLE "positions" (
  fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  geom GEOMETRY,
  id TEXT UNIQUE,
  "of" TEXT,
  "preferred" BOOLEAN,
  "recorded" TEXT,
  "note" TEXT,
  "accuracy_m" DOUBLE,
  "location_method" TEXT,
  "location_text" TEXT,
  "location_parse" TEXT,
  "source" TEXT,
  "source_key" TEXT,
  "fictional" BOOLEAN,
  extra TEXT,
  revision INTEGER,
  updated DATETIME);
CREATE INDEX IF NOT EXISTS "positions_source" ON "positions"(source_key, source) WHERE "source_key" IS NOT NULL;
CREATE INDEX IF NOT EXISTS "positions_of_source" ON "positions"(source) WHERE "source" IS NOT NULL;
CREATE INDEX IF NOT EXISTS "positions_of" ON "positions"("of") WHERE "of" IS NOT NULL;
INSERT INTO gpkg_contents(table_name, data_type, identifier, description, srs_id) VALUES ('positions', 'features', 'Positions', 'Where several sources say that one burial site, cemetery or plot lies; at most one of them is preferred.', 4326);
INSERT INTO gpkg_ogr_contents VALUES ('positions', 0);
INSERT OR IGNORE INTO gpkg_data_columns VALUES ('positions', 'of', 'of', 'Position of', 'The feature that it is a position of, as collection/id.', NULL, NULL);
INSERT OR IGNORE INTO gpkg_data_columns VALUES ('positions', 'preferred', 'preferred', 'Preferred', 'True if the feature stands at this position.', NULL, NULL);
INSERT OR IGNORE INTO gpkg_data_columns VALUES ('positions', 'recorded', 'recorded', 'Recorded', 'When the position was taken, as EDTF.', NULL, NULL);
INSERT OR IGNORE INTO gpkg_data_columns VALUES ('positions', 'note', 'note', 'Note', 'What else is to be said of it, in words.', NULL, NULL);
INSERT OR IGNORE INTO gpkg_data_columns VALUES ('positions', 'accuracy_m', 'accuracy_m', 'Accuracy', 'Radius in metres that holds the true position with 95 % probability; absent if nobody stated it.', NULL, NULL);
INSERT OR IGNORE INTO gpkg_data_columns VALUES ('positions', 'location_method', 'location_method', 'Method', 'How the position was found.', NULL, 'location_method');
INSERT OR IGNORE INTO gpkg_data_columns VALUES ('positions', 'location_text', 'location_text', 'Place in words', 'The words in which the place was given.', NULL, NULL);
INSERT OR IGNORE INTO gpkg_data_columns VALUES ('positions', 'location_parse', 'location_parse', 'Reading of the words', 'How the words were read where the position was derived from them: the place meant, the distance, the direction and what makes them uncertain.', 'application/json', NULL);
INSERT OR IGNORE INTO gpkg_data_columns VALUES ('positions', 'source', 'source', 'Source', 'Id of the source in the collection sources.', NULL, NULL);
INSERT OR IGNORE INTO gpkg_data_columns VALUES ('positions', 'source_key', 'source_key', 'Key in the source', 'The record''s own key in its source; importing it again updates the feature.', NULL, NULL);
INSERT OR IGNORE INTO gpkg_data_columns VALUES ('positions', 'fictional', 'fictional', 'Invented', 'True if the feature is invented, for demonstration or tests.', NULL, NULL);

INSERT INTO gpkg_geometry_columns VALUES ('positions', 'geom', 'GEOMETRY', 4326, 0, 0);
INSERT INTO gpkg_extensions VALUES ('positions', 'geom', 'gpkg_rtree_index', 'http://www.geopackage.org/spec130/#extension_rtree', 'write-only');
CREATE VIRTUAL TABLE "rtree_positions_geom" USING rtree(id, minx, maxx, miny, maxy);
CREATE TRIGGER "rtree_positions_geom_insert" AFTER INSERT ON "positions"
  WHEN (NEW."geom" NOT NULL AND NOT ST_IsEmpty(NEW."geom"))
BEGIN
  INSERT OR REPLACE INTO "rtree_positions_geom" VALUES (NEW."fid", ST_MinX(NEW."geom"), ST_MaxX(NEW."geom"), ST_MinY(NEW."geom"), ST_MaxY(NEW."geom"));
END;
CREATE TRIGGER "rtree_positions_geom_update1" AFTER UPDATE OF "geom" ON "positions"
  WHEN OLD."fid" = NEW."fid" AND (NEW."geom" NOTNULL AND NOT ST_IsEmpty(NEW."geom"))
BEGIN
  INSERT OR REPLACE INTO "rtree_positions_geom" VALUES (NEW."fid", ST_MinX(NEW."geom"), ST_MaxX(NEW."geom"), ST_MinY(NEW."geom"), ST_MaxY(NEW."geom"));
END;
CREATE TRIGGER "rtree_positions_geom_update2" AFTER UPDATE OF "geom" ON "positions"
  WHEN OLD."fid" = NEW."fid" AND (NEW."geom" ISNULL OR ST_IsEmpty(NEW."geom"))
BEGIN
  DELETE FROM "rtree_positions_geom" WHERE id = OLD."fid";
END;
CREATE TRIGGER "rtree_positions_geom_update3" AFTER UPDATE ON "positions"
  WHEN OLD."fid" != NEW."fid" AND (NEW."geom" NOTNULL AND NOT ST_IsEmpty(NEW."geom"))
BEGIN
  DELETE FROM "rtree_positions_geom" WHERE id = OLD."fid";
  INSERT OR REPLACE INTO "rtree_positions_geom" VALUES (NEW."fid", ST_MinX(NEW."geom"), ST_MaxX(NEW."geom"), ST_MinY(NEW."geom"), ST_MaxY(NEW."geom"));
END;
CREATE TRIGGER "rtree_positions_geom_update4" AFTER UPDATE ON "positions"
  WHEN OLD."fid" != NEW."fid" AND (NEW."geom" ISNULL OR ST_IsEmpty(NEW."geom"))
BEGIN
  DELETE FROM "rtree_positions_geom" WHERE id IN (OLD."fid", NEW."fid");
END;
CREATE TRIGGER "rtree_positions_geom_delete" AFTER DELETE ON "positions"
  WHEN OLD."geom" NOT NULL
BEGIN
  DELETE FROM "rtree_positions_geom" WHERE id = OLD."fid";
END;

CREATE TRIGGER "trigger_insert_feature_count_positions" AFTER INSERT ON "positions"
BEGIN
  UPDATE gpkg_ogr_contents SET feature_count = feature_count + 1 WHERE lower(table_name) = lower('positions');
END;
CREATE TRIGGER "trigger_delete_feature_count_positions" AFTER DELETE ON "positions"
BEGIN
  UPDATE gpkg_ogr_contents SET feature_count = feature_count - 1 WHERE lower(table_name) = lower('positions');
END;

CREATE TRIGGER "burialmap_edit_insert_positions" AFTER INSERT ON "positions"
BEGIN
  INSERT INTO burialmap_edit(collection, fid, kind) VALUES ('positions', NEW.fid, 'insert');
END;
CREATE TRIGGER "burialmap_edit_update_positions" AFTER UPDATE ON "positions"
BEGIN
  INSERT INTO burialmap_edit(collection, fid, kind, min_x, min_y, max_x, max_y, old) VALUES ('positions', OLD.fid, 'update', ST_MinX(OLD.geom), ST_MinY(OLD.geom), ST_MaxX(OLD.geom), ST_MaxY(OLD.geom),
    CASE WHEN (SELECT coalesce(max(number), 0) FROM burialmap_edit) < 10000 THEN quote(OLD."id")||','||quote(OLD."revision")||','||quote(OLD."updated")||','||quote(OLD."geom")||','||quote(OLD."extra")||','||quote(OLD."of")||','||quote(OLD."preferred")||','||quote(OLD."recorded")||','||quote(OLD."note")||','||quote(OLD."accuracy_m")||','||quote(OLD."location_method")||','||quote(OLD."location_text")||','||quote(OLD."location_parse")||','||quote(OLD."source")||','||quote(OLD."source_key")||','||quote(OLD."fictional") END);
  INSERT INTO burialmap_edit(collection, fid, kind) SELECT 'positions', NEW.fid, 'update' WHERE NEW.fid != OLD.fid;
END;
CREATE TRIGGER "burialmap_edit_delete_positions" AFTER DELETE ON "positions"
BEGIN
  INSERT INTO burialmap_edit(collection, fid, kind, min_x, min_y, max_x, max_y, old) VALUES ('positions', OLD.fid, 'delete', ST_MinX(OLD.geom), ST_MinY(OLD.geom), ST_MaxX(OLD.geom), ST_MaxY(OLD.geom),
    CASE WHEN (SELECT coalesce(max(number), 0) FROM burialmap_edit) < 10000 THEN quote(OLD."id")||','||quote(OLD."revision")||','||quote(OLD."updated")||','||quote(OLD."geom")||','||quote(OLD."extra")||','||quote(OLD."of")||','||quote(OLD."preferred")||','||quote(OLD."recorded")||','||quote(OLD."note")||','||quote(OLD."accuracy_m")||','||quote(OLD."location_method")||','||quote(OLD."location_text")||','||quote(OLD."location_parse")||','||quote(OLD."source")||','||quote(OLD."source_key")||','||quote(OLD."fictional") END);
END;
CREATE TABLE "sites" (
  fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  geom GEOMETRY,
  id TEXT UNIQUE,
  "name" TEXT,
  "name_en" TEXT,
  "name_ru" TEXT,
  "name_ja" TEXT,
  "region" TEXT,
  "ministry_no" TEXT,
  "camp" TEXT,
  "status" TEXT,
  "burials" INTEGER,
  "recovered" INTEGER,
  "period" TEXT,
  "setting" TEXT,
  "overlap_class" TEXT,
  "overlap_pairs" INTEGER,
  "overlap_probability" DOUBLE,
  "overlap_probability_error" DOUBLE,
  "shared_area_expected_m2" DOUBLE,
  "shared_area_p05_m2" DOUBLE,
  "shared_area_p50_m2" DOUBLE,
  "shared_area_p95_m2" DOUBLE,
  "accuracy_m" DOUBLE,
  "location_method" TEXT,
  "location_text" TEXT,
  "location_parse" TEXT,
  "source" TEXT,
  "source_key" TEXT,
  "fictional" BOOLEAN,
  extra TEXT,
  revision INTEGER,
  updated DATETIME);
CREATE INDEX IF NOT EXISTS "sites_source" ON "sites"(source_key, source) WHERE "source_key" IS NOT NULL;
CREATE INDEX IF NOT EXISTS "sites_of_source" ON "sites"(source) WHERE "source" IS NOT NULL;
INSERT INTO gpkg_contents(table_name, data_type, identifier, description, srs_id) VALUES ('sites', 'features', 'Burial sites', 'Places where Japanese prisoners of war who died in Soviet camps in 1945–56 were buried, as lists and reports name them.', 4326);
INSERT INTO gpkg_ogr_contents VALUES ('sites', 0);
INSERT OR IGNORE INTO gpkg_data_columns VALUES ('sites', 'name', 'name', 'Name', 'Name as its source writes it.', NULL, NULL);
INSERT OR IGNORE INTO gpkg_data_columns VALUES ('sites', 'name_en', 'name_en', 'Name (English)', 'Name in English or in Latin letters.', NULL, NULL);
INSERT OR IGNORE INTO gpkg_data_columns VALUES ('sites', 'name_ru', 'name_ru', 'Name (Russian)', 'Name in Russian.', NULL, NULL);
INSERT OR IGNORE INTO gpkg_data_columns VALUES ('sites', 'name_ja', 'name_ja', 'Name (Japanese)', 'Name in Japanese.', NULL, NULL);
INSERT OR IGNORE INTO gpkg_data_columns VALUES ('sites', 'region', 'region', 'Region', 'Region of Russia.', NULL, NULL);
INSERT OR IGNORE INTO gpkg_data_columns VALUES ('sites', 'ministry_no', 'ministry_no', 'Ministry number', 'Number in the burial list of the Japanese health ministry; several are separated by semicolons.', NULL, NULL);
INSERT OR IGNORE INTO gpkg_data_columns VALUES ('sites', 'camp', 'camp', 'Camp', 'Camp, branch, battalion or hospital the dead belonged to.', NULL, NULL);
INSERT OR IGNORE INTO gpkg_data_columns VALUES ('sites', 'status', 'status', 'Status', 'Whether remains can be or have been recovered.', NULL, 'sites_status');
INSERT OR IGNORE INTO gpkg_data_columns VALUES ('sites', 'burials', 'burials', 'Burials', 'Number of people buried, where a source states one number.', NULL, NULL);
INSERT OR IGNORE INTO gpkg_data_columns VALUES ('sites', 'recovered', 'recovered', 'Recovered', 'Number of remains recovered, where a source states one number.', NULL, NULL);
INSERT OR IGNORE INTO gpkg_data_columns VALUES ('sites', 'period', 'period', 'Period', 'When burials took place, as an EDTF interval: 1945/1948, 194X, 1946~.', NULL, NULL);
INSERT OR IGNORE INTO gpkg_data_columns VALUES ('sites', 'setting', 'setting', 'Setting', 'What the ground is like and who else lies there, in words.', NULL, NULL);
INSERT OR IGNORE INTO gpkg_data_columns VALUES ('sites', 'overlap_class', 'overlap_class', 'Overlap', 'Highest class among its overlaps; absent if nothing was compared.', NULL, 'sites_overlap_class');
INSERT OR IGNORE INTO gpkg_data_columns VALUES ('sites', 'overlap_pairs', 'overlap_pairs', 'Pairs compared', 'Number of its overlaps: pairs of prisoners'' and civilian burials that were compared and recorded.', NULL, NULL);
INSERT OR IGNORE INTO gpkg_data_columns VALUES ('sites', 'overlap_probability', 'overlap_probability', 'Overlap probability', 'Probability that at least one of its prisoners'' burials shares ground with a civilian one; absent if not assessed.', NULL, NULL);
INSERT OR IGNORE INTO gpkg_data_columns VALUES ('sites', 'overlap_probability_error', 'overlap_probability_error', 'Error of the overlap probability', 'Half-width of the 95 % confidence interval of the overlap probability: the numerical error of the method, not that of the data.', NULL, NULL);
INSERT OR IGNORE INTO gpkg_data_columns VALUES ('sites', 'shared_area_expected_m2', 'shared_area_expected_m2', 'Expected shared area in all', 'Ground that its prisoners'' and civilian burials are expected to share in all, given the uncertainty.', NULL, NULL);
INSERT OR IGNORE INTO gpkg_data_columns VALUES ('sites', 'shared_area_p05_m2', 'shared_area_p05_m2', 'Shared area in all, 5 %', 'Ground shared in all that is exceeded with 95 % probability.', NULL, NULL);
INSERT OR IGNORE INTO gpkg_data_columns VALUES ('sites', 'shared_area_p50_m2', 'shared_area_p50_m2', 'Shared area in all, median', 'Ground shared in all that is exceeded with 50 % probability.', NULL, NULL);
INSERT OR IGNORE INTO gpkg_data_columns VALUES ('sites', 'shared_area_p95_m2', 'shared_area_p95_m2', 'Shared area in all, 95 %', 'Ground shared in all that is exceeded with 5 % probability.', NULL, NULL);
INSERT OR IGNORE INTO gpkg_data_columns VALUES ('sites', 'accuracy_m', 'accuracy_m', 'Accuracy', 'Radius in metres that holds the true position with 95 % probability; absent if nobody stated it.', NULL, NULL);
INSERT OR IGNORE INTO gpkg_data_columns VALUES ('sites', 'location_method', 'location_method', 'Method', 'How the position was found.', NULL, 'location_method');
INSERT OR IGNORE INTO gpkg_data_columns VALUES ('sites', 'location_text', 'location_text', 'Place in words', 'The words in which the place was given.', NULL, NULL);
INSERT OR IGNORE INTO gpkg_data_columns VALUES ('sites', 'location_parse', 'location_parse', 'Reading of the words', 'How the words were read where the position was derived from them: the place meant, the distance, the direction and what makes them uncertain.', 'application/json', NULL);
INSERT OR IGNORE INTO gpkg_data_columns VALUES ('sites', 'source', 'source', 'Source', 'Id of the source in the collection sources.', NULL, NULL);
INSERT OR IGNORE INTO gpkg_data_columns VALUES ('sites', 'source_key', 'source_key', 'Key in the source', 'The record''s own key in its source; importing it again updates the feature.', NULL, NULL);
INSERT OR IGNORE INTO gpkg_data_columns VALUES ('sites', 'fictional', 'fictional', 'Invented', 'True if the feature is invented, for demonstration or tests.', NULL, NULL);

INSERT INTO gpkg_geometry_columns VALUES ('sites', 'geom', 'GEOMETRY', 4326, 0, 0);
INSERT INTO gpkg_extensions VALUES ('sites', 'geom', 'gpkg_rtree_index', 'http://www.geopackage.org/spec130/#extension_rtree', 'write-only');
CREATE VIRTUAL TABLE "rtree_sites_geom" USING rtree(id, minx, maxx, miny, maxy);
CREATE TRIGGER "rtree_sites_geom_insert" AFTER INSERT ON "sites"
  WHEN (NEW."geom" NOT NULL AND NOT ST_IsEmpty(NEW."geom"))
BEGIN
  INSERT OR REPLACE INTO "rtree_sites_geom" VALUES (NEW."fid", ST_MinX(NEW."geom"), ST_MaxX(NEW."geom"), ST_MinY(NEW."geom"), ST_MaxY(NEW."geom"));
END;
CREATE TRIGGER "rtree_sites_geom_update1" AFTER UPDATE OF "geom" ON "sites"
  WHEN OLD."fid" = NEW."fid" AND (NEW."geom" NOTNULL AND NOT ST_IsEmpty(NEW."geom"))
BEGIN
  INSERT OR REPLACE INTO "rtree_sites_geom" VALUES (NEW."fid", ST_MinX(NEW."geom"), ST_MaxX(NEW."geom"), ST_MinY(NEW."geom"), ST_MaxY(NEW."geom"));
END;
CREATE TRIGGER "rtree_sites_geom_update2" AFTER UPDATE OF "geom" ON "sites"
  WHEN OLD."fid" = NEW."fid" AND (NEW."geom" ISNULL OR ST_IsEmpty(NEW."geom"))
BEGIN
  DELETE FROM "rtree_sites_geom" WHERE id = OLD."fid";
END;
CREATE TRIGGER "rtree_sites_geom_update3" AFTER UPDATE ON "sites"
  WHEN OLD."fid" != NEW."fid" AND (NEW."geom" NOTNULL AND NOT ST_IsEmpty(NEW."geom"))
BEGIN
  DELETE FROM "rtree_sites_geom" WHERE id = OLD."fid";
  INSERT OR REPLACE INTO "rtree_sites_geom" VALUES (NEW."fid", ST_MinX(NEW."geom"), ST_MaxX(NEW."geom"), ST_MinY(NEW."geom"), ST_MaxY(NEW."geom"));
END;
CREATE TRIGGER "rtree_sites_geom_update4" AFTER UPDATE ON "sites"
  WHEN OLD."fid" != NEW."fid" AND (NEW."geom" ISNULL OR ST_IsEmpty(NEW."geom"))
BEGIN
  DELETE FROM "rtree_sites_geom" WHERE id IN (OLD."fid", NEW."fid");
END;
CREATE TRIGGER "rtree_sites_geom_delete" AFTER DELETE ON "sites"
  WHEN OLD."geom" NOT NULL
BEGIN
  DELETE FROM "rtree_sites_geom" WHERE id = OLD."fid";
END;

CREATE TRIGGER "trigger_insert_feature_count_sites" AFTER INSERT ON "sites"
BEGIN
  UPDATE gpkg_ogr_contents SET feature_count = feature_count + 1 WHERE lower(table_name) = lower('sites');
END;
CREATE TRIGGER "trigger_delete_feature_count_sites" AFTER DELETE ON "sites"
BEGIN
  UPDATE gpkg_ogr_contents SET feature_count = feature_count - 1 WHERE lower(table_name) = lower('sites');
END;

CREATE TRIGGER "burialmap_edit_insert_sites" AFTER INSERT ON "sites"
BEGIN
  INSERT INTO burialmap_edit(collection, fid, kind) VALUES ('sites', NEW.fid, 'insert');
END;
CREATE TRIGGER "burialmap_edit_update_sites" AFTER UPDATE ON "sites"
BEGIN
  INSERT INTO burialmap_edit(collection, fid, kind, min_x, min_y, max_x, max_y, old) VALUES ('sites', OLD.fid, 'update', ST_MinX(OLD.geom), ST_MinY(OLD.geom), ST_MaxX(OLD.geom), ST_MaxY(OLD.geom),
    CASE WHEN (SELECT coalesce(max(number), 0) FROM burialmap_edit) < 10000 THEN quote(OLD."id")||','||quote(OLD."revision")||','||quote(OLD."updated")||','||quote(OLD."geom")||','||quote(OLD."extra")||','||quote(OLD."name")||','||quote(OLD."name_en")||','||quote(OLD."name_ru")||','||quote(OLD."name_ja")||','||quote(OLD."region")||','||quote(OLD."ministry_no")||','||quote(OLD."camp")||','||quote(OLD."status")||','||quote(OLD."burials")||','||quote(OLD."recovered")||','||quote(OLD."period")||','||quote(OLD."setting")||','||quote(OLD."overlap_class")||','||quote(OLD."overlap_pairs")||','||quote(OLD."overlap_probability")||','||quote(OLD."overlap_probability_error")||','||quote(OLD."shared_area_expected_m2")||','||quote(OLD."shared_area_p05_m2")||','||quote(OLD."shared_area_p50_m2")||','||quote(OLD."shared_area_p95_m2")||','||quote(OLD."accuracy_m")||','||quote(OLD."location_method")||','||quote(OLD."location_text")||','||quote(OLD."location_parse")||','||quote(OLD."source")||','||quote(OLD."source_key")||','||quote(OLD."fictional") END);
  INSERT INTO burialmap_edit(collection, fid, kind) SELECT 'sites', NEW.fid, 'update' WHERE NEW.fid != OLD.fid;
END;
CREATE TRIGGER "burialmap_edit_delete_sites" AFTER DELETE ON "sites"
BEGIN
  INSERT INTO burialmap_edit(collection, fid, kind, min_x, min_y, max_x, max_y, old) VALUES ('sites', OLD.fid, 'delete', ST_MinX(OLD.geom), ST_MinY(OLD.geom), ST_MaxX(OLD.geom), ST_MaxY(OLD.geom),
    CASE WHEN (SELECT coalesce(max(number), 0) FROM burialmap_edit) < 10000 THEN quote(OLD."id")||','||quote(OLD."revision")||','||quote(OLD."updated")||','||quote(OLD."geom")||','||quote(OLD."extra")||','||quote(OLD."name")||','||quote(OLD."name_en")||','||quote(OLD."name_ru")||','||quote(OLD."name_ja")||','||quote(OLD."region")||','||quote(OLD."ministry_no")||','||quote(OLD."camp")||','||quote(OLD."status")||','||quote(OLD."burials")||','||quote(OLD."recovered")||','||quote(OLD."period")||','||quote(OLD."setting")||','||quote(OLD."overlap_class")||','||quote(OLD."overlap_pairs")||','||quote(OLD."overlap_probability")||','||quote(OLD."overlap_probability_error")||','||quote(OLD."shared_area_expected_m2")||','||quote(OLD."shared_area_p05_m2")||','||quote(OLD."shared_area_p50_m2")||','||quote(OLD."shared_area_p95_m2")||','||quote(OLD."accuracy_m")||','||quote(OLD."location_method")||','||quote(OLD."location_text")||','||quote(OLD."location_parse")||','||quote(OLD."source")||','||quote(OLD."source_key")||','||quote(OLD."fictional") END);
END;
CREATE TABLE "burialmap_name_sites" (key TEXT NOT NULL, fid INTEGER NOT NULL, PRIMARY KEY (key, fid) ON CONFLICT IGNORE) WITHOUT ROWID;
INSERT INTO gpkg_extensions VALUES ('burialmap_name_sites', NULL, 'burialmap_store', 'Keys by which features are found by their names in any script.', 'write-only');
CREATE TABLE "sources" (
  fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  id TEXT UNIQUE,
  "title" TEXT,
  "kind" TEXT,
  "citation" TEXT,
  "url" TEXT,
  "licence" TEXT,
  "date" TEXT,
  "crs_operation" TEXT,
  "shift_accuracy_m" DOUBLE,
  "accuracy_m" DOUBLE,
  "location_method" TEXT,
  "location_text" TEXT,
  "location_parse" TEXT,
  "source" TEXT,
  "source_key" TEXT,
  "fictional" BOOLEAN,
  extra TEXT,
  revision INTEGER,
  updated DATETIME);
CREATE INDEX IF NOT EXISTS "sources_source" ON "sources"(source_key, source) WHERE "source_key" IS NOT NULL;
CREATE INDEX IF NOT EXISTS "sources_of_source" ON "sources"(source) WHERE "source" IS NOT NULL;
INSERT INTO gpkg_contents(table_name, data_type, identifier, description, srs_id) VALUES ('sources', 'attributes', 'Sources', 'Where the records come from: titles, addresses, licences and how positions were derived.', NULL);
INSERT INTO gpkg_ogr_contents VALUES ('sources', 0);
INSERT OR IGNORE INTO gpkg_data_columns VALUES ('sources', 'title', 'title', 'Title', 'What the source is called.', NULL, NULL);
INSERT OR IGNORE INTO gpkg_data_columns VALUES ('sources', 'kind', 'kind', 'Kind', 'What kind of document it is.', NULL, 'sources_kind');
INSERT OR IGNORE INTO gpkg_data_columns VALUES ('sources', 'citation', 'citation', 'Citation', 'How to cite it.', NULL, NULL);
INSERT OR IGNORE INTO gpkg_data_columns VALUES ('sources', 'url', 'url', 'Address', 'Where it can be read; several are separated by spaces.', NULL, NULL);
INSERT OR IGNORE INTO gpkg_data_columns VALUES ('sources', 'licence', 'licence', 'Licence', 'Terms under which it may be used.', NULL, NULL);
INSERT OR IGNORE INTO gpkg_data_columns VALUES ('sources', 'date', 'date', 'Date', 'Date of the source, as EDTF.', NULL, NULL);
INSERT OR IGNORE INTO gpkg_data_columns VALUES ('sources', 'crs_operation', 'crs_operation', 'Coordinate operation', 'The operation that turned its coordinates into WGS 84, by EPSG code.', NULL, NULL);
INSERT OR IGNORE INTO gpkg_data_columns VALUES ('sources', 'shift_accuracy_m', 'shift_accuracy_m', 'Shared shift', '95 % radius of the error that all features digitised from this source share.', NULL, NULL);
INSERT OR IGNORE INTO gpkg_data_columns VALUES ('sources', 'accuracy_m', 'accuracy_m', 'Accuracy', 'Radius in metres that holds the true position with 95 % probability; absent if nobody stated it.', NULL, NULL);
INSERT OR IGNORE INTO gpkg_data_columns VALUES ('sources', 'location_method', 'location_method', 'Method', 'How the position was found.', NULL, 'location_method');
INSERT OR IGNORE INTO gpkg_data_columns VALUES ('sources', 'location_text', 'location_text', 'Place in words', 'The words in which the place was given.', NULL, NULL);
INSERT OR IGNORE INTO gpkg_data_columns VALUES ('sources', 'location_parse', 'location_parse', 'Reading of the words', 'How the words were read where the position was derived from them: the place meant, the distance, the direction and what makes them uncertain.', 'application/json', NULL);
INSERT OR IGNORE INTO gpkg_data_columns VALUES ('sources', 'source', 'source', 'Source', 'Id of the source in the collection sources.', NULL, NULL);
INSERT OR IGNORE INTO gpkg_data_columns VALUES ('sources', 'source_key', 'source_key', 'Key in the source', 'The record''s own key in its source; importing it again updates the feature.', NULL, NULL);
INSERT OR IGNORE INTO gpkg_data_columns VALUES ('sources', 'fictional', 'fictional', 'Invented', 'True if the feature is invented, for demonstration or tests.', NULL, NULL);

CREATE TRIGGER "trigger_insert_feature_count_sources" AFTER INSERT ON "sources"
BEGIN
  UPDATE gpkg_ogr_contents SET feature_count = feature_count + 1 WHERE lower(table_name) = lower('sources');
END;
CREATE TRIGGER "trigger_delete_feature_count_sources" AFTER DELETE ON "sources"
BEGIN
  UPDATE gpkg_ogr_contents SET feature_count = feature_count - 1 WHERE lower(table_name) = lower('sources');
END;

CREATE TRIGGER "burialmap_edit_insert_sources" AFTER INSERT ON "sources"
BEGIN
  INSERT INTO burialmap_edit(collection, fid, kind) VALUES ('sources', NEW.fid, 'insert');
END;
CREATE TRIGGER "burialmap_edit_update_sources" AFTER UPDATE ON "sources"
BEGIN
  INSERT INTO burialmap_edit(collection, fid, kind, min_x, min_y, max_x, max_y, old) VALUES ('sources', OLD.fid, 'update', NULL, NULL, NULL, NULL,
    CASE WHEN (SELECT coalesce(max(number), 0) FROM burialmap_edit) < 10000 THEN quote(OLD."id")||','||quote(OLD."revision")||','||quote(OLD."updated")||','||'NULL'||','||quote(OLD."extra")||','||quote(OLD."title")||','||quote(OLD."kind")||','||quote(OLD."citation")||','||quote(OLD."url")||','||quote(OLD."licence")||','||quote(OLD."date")||','||quote(OLD."crs_operation")||','||quote(OLD."shift_accuracy_m")||','||quote(OLD."accuracy_m")||','||quote(OLD."location_method")||','||quote(OLD."location_text")||','||quote(OLD."location_parse")||','||quote(OLD."source")||','||quote(OLD."source_key")||','||quote(OLD."fictional") END);
  INSERT INTO burialmap_edit(collection, fid, kind) SELECT 'sources', NEW.fid, 'update' WHERE NEW.fid != OLD.fid;
END;
CREATE TRIGGER "burialmap_edit_delete_sources" AFTER DELETE ON "sources"
BEGIN
  INSERT INTO burialmap_edit(collection, fid, kind, min_x, min_y, max_x, max_y, old) VALUES ('sources', OLD.fid, 'delete', NULL, NULL, NULL, NULL,
    CASE WHEN (SELECT coalesce(max(number), 0) FROM burialmap_edit) < 10000 THEN quote(OLD."id")||','||quote(OLD."revision")||','||quote(OLD."updated")||','||'NULL'||','||quote(OLD."extra")||','||quote(OLD."title")||','||quote(OLD."kind")||','||quote(OLD."citation")||','||quote(OLD."url")||','||quote(OLD."licence")||','||quote(OLD."date")||','||quote(OLD."crs_operation")||','||quote(OLD."shift_accuracy_m")||','||quote(OLD."accuracy_m")||','||quote(OLD."location_method")||','||quote(OLD."location_text")||','||quote(OLD."location_parse")||','||quote(OLD."source")||','||quote(OLD."source_key")||','||quote(OLD."fictional") END);
END;
CREATE TABLE "burialmap_name_sources" (key TEXT NOT NULL, fid INTEGER NOT NULL, PRIMARY KEY (key, fid) ON CONFLICT IGNORE) WITHOUT ROWID;
INSERT INTO gpkg_extensions VALUES ('burialmap_name_sources', NULL, 'burialmap_store', 'Keys by which features are found by their names in any script.', 'write-only');
INSERT OR IGNORE INTO gpkg_data_column_constraints(constraint_name, constraint_type, value) VALUES ('cemeteries_use', 'enum', 'civilian');
INSERT OR IGNORE INTO gpkg_data_column_constraints(constraint_name, constraint_type, value) VALUES ('cemeteries_use', 'enum', 'pow');
INSERT OR IGNORE INTO gpkg_data_column_constraints(constraint_name, constraint_type, value) VALUES ('cemeteries_use', 'enum', 'mixed');
INSERT OR IGNORE INTO gpkg_data_column_constraints(constraint_name, constraint_type, value) VALUES ('cemeteries_use', 'enum', 'unknown');
INSERT OR IGNORE INTO gpkg_data_column_constraints(constraint_name, constraint_type, value) VALUES ('cemeteries_overlap_class', 'enum', 'certain');
INSERT OR IGNORE INTO gpkg_data_column_constraints(constraint_name, constraint_type, value) VALUES ('cemeteries_overlap_class', 'enum', 'probable');
INSERT OR IGNORE INTO gpkg_data_column_constraints(constraint_name, constraint_type, value) VALUES ('cemeteries_overlap_class', 'enum', 'possible');
INSERT OR IGNORE INTO gpkg_data_column_constraints(constraint_name, constraint_type, value) VALUES ('cemeteries_overlap_class', 'enum', 'unlikely');
INSERT OR IGNORE INTO gpkg_data_column_constraints(constraint_name, constraint_type, value) VALUES ('cemeteries_overlap_class', 'enum', 'not_assessed');
INSERT OR IGNORE INTO gpkg_data_column_constraints(constraint_name, constraint_type, value) VALUES ('plots_kind', 'enum', 'grave');
INSERT OR IGNORE INTO gpkg_data_column_constraints(constraint_name, constraint_type, value) VALUES ('plots_kind', 'enum', 'row');
INSERT OR IGNORE INTO gpkg_data_column_constraints(constraint_name, constraint_type, value) VALUES ('plots_kind', 'enum', 'plot');
INSERT OR IGNORE INTO gpkg_data_column_constraints(constraint_name, constraint_type, value) VALUES ('plots_kind', 'enum', 'section');
INSERT OR IGNORE INTO gpkg_data_column_constraints(constraint_name, constraint_type, value) VALUES ('plots_occupancy', 'enum', 'pow');
INSERT OR IGNORE INTO gpkg_data_column_constraints(constraint_name, constraint_type, value) VALUES ('plots_occupancy', 'enum', 'civilian');
INSERT OR IGNORE INTO gpkg_data_column_constraints(constraint_name, constraint_type, value) VALUES ('plots_occupancy', 'enum', 'mixed');
INSERT OR IGNORE INTO gpkg_data_column_constraints(constraint_name, constraint_type, value) VALUES ('plots_occupancy', 'enum', 'unknown');
INSERT OR IGNORE INTO gpkg_data_column_constraints(constraint_name, constraint_type, value) VALUES ('overlaps_class', 'enum', 'certain');
INSERT OR IGNORE INTO gpkg_data_column_constraints(constraint_name, constraint_type, value) VALUES ('overlaps_class', 'enum', 'probable');
INSERT OR IGNORE INTO gpkg_data_column_constraints(constraint_name, constraint_type, value) VALUES ('overlaps_class', 'enum', 'possible');
INSERT OR IGNORE INTO gpkg_data_column_constraints(constraint_name, constraint_type, value) VALUES ('overlaps_class', 'enum', 'unlikely');
INSERT OR IGNORE INTO gpkg_data_column_constraints(constraint_name, constraint_type, value) VALUES ('overlaps_class', 'enum', 'not_assessed');
INSERT OR IGNORE INTO gpkg_data_column_constraints(constraint_name, constraint_type, value) VALUES ('overlaps_relation', 'enum', 'disjoint');
INSERT OR IGNORE INTO gpkg_data_column_constraints(constraint_name, constraint_type, value) VALUES ('overlaps_relation', 'enum', 'touches');
INSERT OR IGNORE INTO gpkg_data_column_constraints(constraint_name, constraint_type, value) VALUES ('overlaps_relation', 'enum', 'overlaps');
INSERT OR IGNORE INTO gpkg_data_column_constraints(constraint_name, constraint_type, value) VALUES ('overlaps_relation', 'enum', 'within');
INSERT OR IGNORE INTO gpkg_data_column_constraints(constraint_name, constraint_type, value) VALUES ('overlaps_relation', 'enum', 'contains');
INSERT OR IGNORE INTO gpkg_data_column_constraints(constraint_name, constraint_type, value) VALUES ('overlaps_relation', 'enum', 'equals');
INSERT OR IGNORE INTO gpkg_data_column_constraints(constraint_name, constraint_type, value) VALUES ('overlaps_time_relation', 'enum', 'civilian_later');
INSERT OR IGNORE INTO gpkg_data_column_constraints(constraint_name, constraint_type, value) VALUES ('overlaps_time_relation', 'enum', 'contemporary');
INSERT OR IGNORE INTO gpkg_data_column_constraints(constraint_name, constraint_type, value) VALUES ('overlaps_time_relation', 'enum', 'civilian_earlier');
INSERT OR IGNORE INTO gpkg_data_column_constraints(constraint_name, constraint_type, value) VALUES ('overlaps_time_relation', 'enum', 'unknown');
INSERT OR IGNORE INTO gpkg_data_column_constraints(constraint_name, constraint_type, value) VALUES ('overlaps_review', 'enum', 'accepted');
INSERT OR IGNORE INTO gpkg_data_column_constraints(constraint_name, constraint_type, value) VALUES ('overlaps_review', 'enum', 'rejected');
INSERT OR IGNORE INTO gpkg_data_column_constraints(constraint_name, constraint_type, value) VALUES ('overlaps_review', 'enum', 'postponed');
INSERT OR IGNORE INTO gpkg_data_column_constraints(constraint_name, constraint_type, value) VALUES ('overlaps_reviewed_class', 'enum', 'certain');
INSERT OR IGNORE INTO gpkg_data_column_constraints(constraint_name, constraint_type, value) VALUES ('overlaps_reviewed_class', 'enum', 'probable');
INSERT OR IGNORE INTO gpkg_data_column_constraints(constraint_name, constraint_type, value) VALUES ('overlaps_reviewed_class', 'enum', 'possible');
INSERT OR IGNORE INTO gpkg_data_column_constraints(constraint_name, constraint_type, value) VALUES ('overlaps_reviewed_class', 'enum', 'unlikely');
INSERT OR IGNORE INTO gpkg_data_column_constraints(constraint_name, constraint_type, value) VALUES ('overlaps_reviewed_class', 'enum', 'not_assessed');
INSERT OR IGNORE INTO gpkg_data_column_constraints(constraint_name, constraint_type, value) VALUES ('sites_status', 'enum', 'recoverable');
INSERT OR IGNORE INTO gpkg_data_column_constraints(constraint_name, constraint_type, value) VALUES ('sites_status', 'enum', 'recovered');
INSERT OR IGNORE INTO gpkg_data_column_constraints(constraint_name, constraint_type, value) VALUES ('sites_status', 'enum', 'partly_recovered');
INSERT OR IGNORE INTO gpkg_data_column_constraints(constraint_name, constraint_type, value) VALUES ('sites_status', 'enum', 'unlocated');
INSERT OR IGNORE INTO gpkg_data_column_constraints(constraint_name, constraint_type, value) VALUES ('sites_status', 'enum', 'trial_negative');
INSERT OR IGNORE INTO gpkg_data_column_constraints(constraint_name, constraint_type, value) VALUES ('sites_status', 'enum', 'overbuilt');
INSERT OR IGNORE INTO gpkg_data_column_constraints(constraint_name, constraint_type, value) VALUES ('sites_status', 'enum', 'others_listed');
INSERT OR IGNORE INTO gpkg_data_column_constraints(constraint_name, constraint_type, value) VALUES ('sites_status', 'enum', 'refused');
INSERT OR IGNORE INTO gpkg_data_column_constraints(constraint_name, constraint_type, value) VALUES ('sites_status', 'enum', 'memorial');
INSERT OR IGNORE INTO gpkg_data_column_constraints(constraint_name, constraint_type, value) VALUES ('sites_status', 'enum', 'unknown');
INSERT OR IGNORE INTO gpkg_data_column_constraints(constraint_name, constraint_type, value) VALUES ('sites_overlap_class', 'enum', 'certain');
INSERT OR IGNORE INTO gpkg_data_column_constraints(constraint_name, constraint_type, value) VALUES ('sites_overlap_class', 'enum', 'probable');
INSERT OR IGNORE INTO gpkg_data_column_constraints(constraint_name, constraint_type, value) VALUES ('sites_overlap_class', 'enum', 'possible');
INSERT OR IGNORE INTO gpkg_data_column_constraints(constraint_name, constraint_type, value) VALUES ('sites_overlap_class', 'enum', 'unlikely');
INSERT OR IGNORE INTO gpkg_data_column_constraints(constraint_name, constraint_type, value) VALUES ('sites_overlap_class', 'enum', 'not_assessed');
INSERT OR IGNORE INTO gpkg_data_column_constraints(constraint_name, constraint_type, value) VALUES ('sources_kind', 'enum', 'survey');
INSERT OR IGNORE INTO gpkg_data_column_constraints(constraint_name, constraint_type, value) VALUES ('sources_kind', 'enum', 'plan');
INSERT OR IGNORE INTO gpkg_data_column_constraints(constraint_name, constraint_type, value) VALUES ('sources_kind', 'enum', 'map');
INSERT OR IGNORE INTO gpkg_data_column_constraints(constraint_name, constraint_type, value) VALUES ('sources_kind', 'enum', 'list');
INSERT OR IGNORE INTO gpkg_data_column_constraints(constraint_name, constraint_type, value) VALUES ('sources_kind', 'enum', 'report');
INSERT OR IGNORE INTO gpkg_data_column_constraints(constraint_name, constraint_type, value) VALUES ('sources_kind', 'enum', 'press');
INSERT OR IGNORE INTO gpkg_data_column_constraints(constraint_name, constraint_type, value) VALUES ('sources_kind', 'enum', 'web');
INSERT OR IGNORE INTO gpkg_data_column_constraints(constraint_name, constraint_type, value) VALUES ('sources_kind', 'enum', 'osm');
INSERT OR IGNORE INTO gpkg_data_column_constraints(constraint_name, constraint_type, value) VALUES ('sources_kind', 'enum', 'gazetteer');
INSERT OR IGNORE INTO gpkg_data_column_constraints(constraint_name, constraint_type, value) VALUES ('sources_kind', 'enum', 'file');
INSERT OR IGNORE INTO gpkg_data_column_constraints(constraint_name, constraint_type, value) VALUES ('sources_kind', 'enum', 'demonstration');
INSERT OR IGNORE INTO gpkg_data_column_constraints(constraint_name, constraint_type, value) VALUES ('sources_kind', 'enum', 'unknown');
INSERT OR IGNORE INTO gpkg_data_column_constraints(constraint_name, constraint_type, value) VALUES ('location_method', 'enum', 'survey');
INSERT OR IGNORE INTO gpkg_data_column_constraints(constraint_name, constraint_type, value) VALUES ('location_method', 'enum', 'gps');
INSERT OR IGNORE INTO gpkg_data_column_constraints(constraint_name, constraint_type, value) VALUES ('location_method', 'enum', 'satellite');
INSERT OR IGNORE INTO gpkg_data_column_constraints(constraint_name, constraint_type, value) VALUES ('location_method', 'enum', 'osm');
INSERT OR IGNORE INTO gpkg_data_column_constraints(constraint_name, constraint_type, value) VALUES ('location_method', 'enum', 'plan');
INSERT OR IGNORE INTO gpkg_data_column_constraints(constraint_name, constraint_type, value) VALUES ('location_method', 'enum', 'map');
INSERT OR IGNORE INTO gpkg_data_column_constraints(constraint_name, constraint_type, value) VALUES ('location_method', 'enum', 'grid_reference');
INSERT OR IGNORE INTO gpkg_data_column_constraints(constraint_name, constraint_type, value) VALUES ('location_method', 'enum', 'text');
INSERT OR IGNORE INTO gpkg_data_column_constraints(constraint_name, constraint_type, value) VALUES ('location_method', 'enum', 'settlement');
INSERT OR IGNORE INTO gpkg_data_column_constraints(constraint_name, constraint_type, value) VALUES ('location_method', 'enum', 'unknown');
INSERT INTO burialmap_state VALUES ('geopackage.layout', '4'), ('geopackage.names', 'd23eddbfead5384e');
COMMIT;
