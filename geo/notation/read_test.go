package notation

import (
	"fmt"
	"math"
	"testing"

	"burialmap/geo"
)

// said is a reading in short: longitude, latitude, notation, order.
func said(r Reading) string {
	s := fmt.Sprintf("%.4f %.4f %s", r.Point[0], r.Point[1], r.Notation)
	if r.Order != "" {
		s += " " + string(r.Order)
	}
	return s
}

func TestPastedTextIsReadAsThePositionItMeans(t *testing.T) {
	for _, c := range []struct {
		text string
		want []string
	}{
		// Decimal degrees.
		{"48.4825, 135.0717", []string{"135.0717 48.4825 decimal lat_lon"}},
		{"135.0717, 48.4825", []string{"135.0717 48.4825 decimal lon_lat"}},
		{"48.4825 135.0717", []string{"135.0717 48.4825 decimal lat_lon"}},
		{"48.4825,135.0717", []string{"135.0717 48.4825 decimal lat_lon"}},
		{"48,4825 135,0717", []string{"135.0717 48.4825 decimal lat_lon"}},
		{"48,4825; 135,0717", []string{"135.0717 48.4825 decimal lat_lon"}},
		{"48,4825, 135,0717", []string{"135.0717 48.4825 decimal lat_lon"}},
		{"48,4825,135,0717", []string{"135.0717 48.4825 decimal lat_lon"}},
		{"48,135", []string{"135.0000 48.0000 decimal lat_lon"}},
		{"48,135.5", []string{"135.5000 48.0000 decimal lat_lon"}},
		{"48.4825\t135.0717", []string{"135.0717 48.4825 decimal lat_lon"}},
		{"48.4825/135.0717", []string{"135.0717 48.4825 decimal lat_lon"}},
		{"65.5 -170.25", []string{"-170.2500 65.5000 decimal lat_lon"}},
		{"65.5, −170.25", []string{"-170.2500 65.5000 decimal lat_lon"}},
		{"48.4825 - 135.0717", []string{"135.0717 48.4825 decimal lat_lon"}},
		{"+48.4825 +135.0717", []string{"135.0717 48.4825 decimal lat_lon"}},
		{"N48.4825 E135.0717", []string{"135.0717 48.4825 decimal lat_lon"}},
		{"48.4825N 135.0717E", []string{"135.0717 48.4825 decimal lat_lon"}},
		{"135.0717E48.4825N", []string{"135.0717 48.4825 decimal lon_lat"}},
		{"48.4825° N, 135.0717° E", []string{"135.0717 48.4825 decimal lat_lon"}},
		{"lat 48.4825 lon 135.0717", []string{"135.0717 48.4825 decimal lat_lon"}},
		{`{"lat": 48.4825, "lng": 135.0717}`, []string{"135.0717 48.4825 decimal lat_lon"}},
		{"Широта: 48,4825 Долгота: 135,0717", []string{"135.0717 48.4825 decimal lat_lon"}},
		{"С 48,4825 В 135,0717", []string{"135.0717 48.4825 decimal lat_lon"}},
		{"48.4825 с.ш., 135.0717 в.д.", []string{"135.0717 48.4825 decimal lat_lon"}},
		{"65,5 с. ш. 170,25 з. д.", []string{"-170.2500 65.5000 decimal lat_lon"}},
		{"33.9 Ю 18.4 В", []string{"18.4000 -33.9000 decimal lat_lon"}},
		{"北緯48.4825度 東経135.0717度", []string{"135.0717 48.4825 decimal lat_lon"}},
		{"４８．４８２５，１３５．０７１７", []string{"135.0717 48.4825 decimal lat_lon"}},
		{"(48.4825, 135.0717)", []string{"135.0717 48.4825 decimal lat_lon"}},
		{"POINT (135.0717 48.4825)", []string{"135.0717 48.4825 decimal lon_lat"}},
		{"WGS 84: 48.4825, 135.0717", []string{"135.0717 48.4825 decimal lat_lon"}},
		{"59.5, 30.25", []string{"30.2500 59.5000 decimal lat_lon", "59.5000 30.2500 decimal lon_lat"}},
		{"65, 70", []string{"70.0000 65.0000 decimal lat_lon", "65.0000 70.0000 decimal lon_lat"}},

		// Degrees and minutes.
		{"48°28.95′N 135°04.3′E", []string{"135.0717 48.4825 dm lat_lon"}},
		{"N 48° 28,95' E 135° 4,3'", []string{"135.0717 48.4825 dm lat_lon"}},
		{"48 28.95 135 4.3", []string{"135.0717 48.4825 dm lat_lon"}},
		{"48-28.95N 135-04.3E", []string{"135.0717 48.4825 dm lat_lon"}},
		{"48 град. 28,95 мин. с.ш. 135 град. 4,3 мин. в.д.", []string{"135.0717 48.4825 dm lat_lon"}},

		// With seconds.
		{"48 42 12.5 N 135 07 30 E", []string{"135.1250 48.7035 dms lat_lon"}},
		{"48°42′12.5″N 135°07′30″E", []string{"135.1250 48.7035 dms lat_lon"}},
		{"48º42’12,5” 135º07’30”", []string{"135.1250 48.7035 dms lat_lon"}},
		{"48°42'12.5'' 135°07'30''", []string{"135.1250 48.7035 dms lat_lon"}},
		{"N48°42'12.5\" E135°07'30\"", []string{"135.1250 48.7035 dms lat_lon"}},
		{"48:42:12.5 135:07:30", []string{"135.1250 48.7035 dms lat_lon"}},
		{"48-42-12.5 N, 135-07-30 E", []string{"135.1250 48.7035 dms lat_lon"}},
		{"48.42.12 N 135.07.30 E", []string{"135.1250 48.7033 dms lat_lon"}},
		{"48d42m12.5sN 135d07m30sE", []string{"135.1250 48.7035 dms lat_lon"}},
		{"48 deg 42 min 12.5 sec north 135 deg 7 min 30 sec east", []string{"135.1250 48.7035 dms lat_lon"}},
		{"48°42′12,5″ с. ш. 135°07′30″ в. д.", []string{"135.1250 48.7035 dms lat_lon"}},
		{"с.ш. 48°42′12,5″ в.д. 135°07′30″", []string{"135.1250 48.7035 dms lat_lon"}},
		{"48 градусов 42 минуты 12 секунд северной широты 135 градусов 7 минут 30 секунд восточной долготы", []string{"135.1250 48.7033 dms lat_lon"}},
		{"北緯48度42分12秒東経135度7分30秒", []string{"135.1250 48.7033 dms lat_lon"}},
		{"東経135度07分30秒、北緯48度42分12秒", []string{"135.1250 48.7033 dms lon_lat"}},
		{"北緯四十八度四十二分十二秒 東経百三十五度七分三十秒", []string{"135.1250 48.7033 dms lat_lon"}},
		{"北緯四八度四二分 東経一三五度七分", []string{"135.1167 48.7000 dm lat_lon"}},

		// Addresses.
		{"geo:48.4825,135.0717", []string{"135.0717 48.4825 geo_uri lat_lon"}},
		{"geo:48.4825,135.0717,12;crs=wgs84;u=35?z=14", []string{"135.0717 48.4825 geo_uri lat_lon"}},
		{"https://www.openstreetmap.org/#map=14/48.4825/135.0717", []string{"135.0717 48.4825 map_url lat_lon"}},
		{"#map=14.25/48.4825/135.0717&lang=ru", []string{"135.0717 48.4825 map_url lat_lon"}},
		{"https://www.openstreetmap.org/?mlat=48.4825&mlon=135.0717#map=5/50/100", []string{"135.0717 48.4825 map_url lat_lon"}},
		{"https://www.google.com/maps/@48.4825,135.0717,15z", []string{"135.0717 48.4825 map_url lat_lon"}},
		{"https://www.google.com/maps/place/X/@48.1,135.2,15z/data=!3m1!4b1!4m2!3d48.4825!4d135.0717", []string{"135.0717 48.4825 map_url lat_lon"}},
		{"https://maps.google.com/?q=48.4825,135.0717", []string{"135.0717 48.4825 map_url lat_lon"}},
		{"https://yandex.ru/maps/?ll=135.0717%2C48.4825&z=14", []string{"135.0717 48.4825 map_url lon_lat"}},
		{"https://yandex.com/maps/76/khabarovsk/?ll=50.1,50.2&whatshere%5Bpoint%5D=135.0717%2C48.4825", []string{"135.0717 48.4825 map_url lon_lat"}},
		{"https://maps.gsi.go.jp/#15/48.4825/135.0717/&base=std", []string{"135.0717 48.4825 map_url lat_lon"}},
		{"@48.4825,135.0717", []string{"135.0717 48.4825 map_url lat_lon"}},

		// UTM. The same place in all spellings.
		{"53U 505297 5369852", []string{"135.0717 48.4818 utm"}},
		{"UTM 53U 505297 5369852", []string{"135.0717 48.4818 utm"}},
		{"53U 505297mE 5369852mN", []string{"135.0717 48.4818 utm"}},
		{"53N 505297 5369852", []string{"135.0717 48.4818 utm"}},
		{"WGS 84 / UTM zone 53N 505297 5369852", []string{"135.0717 48.4818 utm"}},
		{"505297 5369852 53U", []string{"135.0717 48.4818 utm"}},
		{"E 505297, N 5369852 (zone 53U)", []string{"135.0717 48.4818 utm"}},
		{"53 505297 5369852", []string{"135.0717 48.4818 utm"}},
		{"53U 5369852 505297", []string{"135.0717 48.4818 utm"}},
		{"53 U N5369852 E505297", []string{"135.0717 48.4818 utm"}},
		{"54S 380000 3950000", []string{"139.6738 35.6866 utm", "139.1432 -54.5832 utm"}},
		{"56H 333491 6251909", []string{"151.2000 -33.8600 utm"}},
		{"EPSG:32653 505297 5369852", []string{"135.0717 48.4818 system east_north"}},
		{"EPSG:28423 5372000 23505280", []string{"135.0727 48.4813 system north_east"}},

		// MGRS names squares; the position is the middle.
		{"53UNP 05297 69852", []string{"135.0717 48.4818 mgrs"}},
		{"53UNP0529769852", []string{"135.0717 48.4818 mgrs"}},
		{"53u np 0529 6985", []string{"135.0717 48.4818 mgrs"}},
		{"MGRS: 53U NP 05 69", []string{"135.0744 48.4786 mgrs"}},
		{"53UNP", []string{"135.6742 48.3012 mgrs"}},
		{"38SMB4488", []string{"44.4036 33.3342 mgrs"}},

		// Soviet grids.
		{"5372000 23505280", []string{"135.0727 48.4813 sk42 north_east", "135.0725 48.4812 sk95 north_east"}},
		{"23505280 5372000", []string{"135.0727 48.4813 sk42 east_north", "135.0725 48.4812 sk95 east_north"}},
		{"X=5372000 Y=23505280", []string{"135.0727 48.4813 sk42 north_east", "135.0725 48.4812 sk95 north_east"}},
		{"Х 5372000,0 У 23505280,0", []string{"135.0727 48.4813 sk42 north_east", "135.0725 48.4812 sk95 north_east"}},
		{"x: 5 372 000, y: 23 505 280", []string{"135.0727 48.4813 sk42 north_east", "135.0725 48.4812 sk95 north_east"}},
		{"5 372 000 23 505 280", []string{"135.0727 48.4813 sk42 north_east", "135.0725 48.4812 sk95 north_east"}},
		{"Y=5372000 X=23505280", []string{"135.0727 48.4813 sk42 north_east", "135.0725 48.4812 sk95 north_east"}},
		{"СК-42 5372000 23505280", []string{"135.0727 48.4813 sk42 north_east"}},
		{"SK-95: X 5372000 Y 23505280", []string{"135.0725 48.4812 sk95 north_east"}},
		{"5372000 45505280", []string{"135.0727 48.4813 sk42 north_east", "135.0725 48.4812 sk95 north_east"}},
		{"SK-42 6500000 7412345", []string{"37.4900 58.6072 sk42 north_east", "32.9971 66.8016 sk42 east_north"}},
	} {
		readings, err := Read(c.text)
		if err != nil {
			t.Errorf("%q: %v", c.text, err)
			continue
		}
		var got []string
		for _, r := range readings {
			got = append(got, said(r))
			if len(r.Reasons) == 0 {
				t.Errorf("%q as %s: nothing says why", c.text, said(r))
			}
		}
		if fmt.Sprint(got) != fmt.Sprint(c.want) {
			t.Errorf("%q is read as %q, want %q", c.text, got, c.want)
		}
	}
}

func TestWhatCanBeNoPositionIsRefusedWithARule(t *testing.T) {
	for text, rule := range map[string]string{
		"": RuleNone, "Khurmuli": RuleNone, "フルムリ": RuleNone, "лагерь 17": RuleNone, "1945 1948": RuleNone, "7211": RuleNone,
		"48.5": RuleNone, "1, 2, 3": RuleNone, "48.4825": RuleNone, "camp 5, 1945": RuleNone, "+7 914 123-45-67": RuleNone,
		"95, 48.5, 12": RuleNone, "48.5 135.1 x": RuleNone, "48.4825 135.0717 42": RuleNone, "十": RuleNone, "百百百百百百百百百": RuleNone,
		"99.5, 95.2": "latitude_range", "48.5, 190.5": "longitude_range", "95N 135E": "latitude_range", "48N 200E": "longitude_range",
		"48 60 0 N 135 0 0 E": "minutes_range", "48°61′N 135°E": "minutes_range", "48.5°30′N 135°E": "decimals_inside",
		"48N 50N": "same_axis", "135E 136E": "same_axis", "N48 S50": "same_axis", "-48.5N 135E": "sign_and_letter",
		"NaN, NaN": RuleNone, "NaN 48": "not_decimal", "0x30, 0x87": "not_decimal", "4_8, 13_5": "not_decimal", "4.85e1, 1.35e2": "not_decimal", "inf 48": "not_decimal",
		"geo:x": "geo_uri", "geo:48.5,135.1;crs=moon": "geo_uri_crs", "geo:95,95": "latitude_range",
		"https://example.org/": "address_without_position", "https://example.org/#map=5/95/200": "latitude_range",
		"53UNP 0529 698": "digits", "53UNP 052976 698521": "digits", "61UNP 05297 69852": "zone_range", "53UIP 05297 69852": "square_letters",
		"53UNW 05297 69852": "square_letters", "53UAP 05297 69852": "square_column", "53UNE 05297 69852": "square_row", "53ONP 05297 69852": "band",
		"53ANP 05297 69852": "polar", "ZAF0193788990": "polar",
		"53U 50529 5369852": "easting_range", "61U 505297 5369852": "zone_range", "53X 505297 5369852": "band", "53A 505297 5369852": "polar",
		"5372000 505280": "zone_missing", "X=5372000 Y=505280": "zone_missing", "5372000 70505280": "outside_zone", "5372000 23905280": "outside_zone", "1372000 23505280": "outside_zone",
		"EPSG:9999 1 2": "crs_unknown", "EPSG:28423 5372000": "two_numbers", "EPSG:28423 5372000 505280": "zone_prefix_missing",
	} {
		readings, refusal := Read(text)
		if refusal == nil || refusal.Rule != rule {
			t.Errorf("%q: %v, %v; want it refused by the rule %s", text, readings, refusal, rule)
			continue
		}
		if refusal.Message == "" || refusal.Advice == "" {
			t.Errorf("%q: %+v says nothing", text, refusal)
		}
	}
}

func TestReadingsInTheFarEastComeFirst(t *testing.T) {
	readings, err := Read("54S 380000 3950000")
	if err != nil || len(readings) != 2 || readings[0].Region || readings[1].Region {
		t.Fatalf("%+v, %v", readings, err)
	}
	for text, want := range map[string]bool{"48.5, 135.1": true, "65, -170": true, "65, -160": false, "35.7, 139.7": false} {
		readings, err := Read(text)
		if err != nil || readings[0].Region != want {
			t.Errorf("%q: %+v, %v", text, readings, err)
		}
	}
}

func TestAReadingSaysHowFineItsDigitsAre(t *testing.T) {
	for text, want := range map[string]float64{
		"48.5, 135.1": 5566, "48.48250, 135.07170": 0.56, "48°28′N 135°4′E": 928, "48 42 12.5 N 135 07 30 E": 15.5,
		"53UNP 05297 69852": 0.71, "53UNP 05 69": 707, "5372000 23505280": 0.5, "X=5372000,25 Y=23505280,75": 0.005,
	} {
		readings, err := Read(text)
		if err != nil || math.Abs(readings[0].Precision-want) > want/50 {
			t.Errorf("%q: %+v, %v; want %v m", text, readings, err, want)
		}
	}
	if r, err := Read("geo:48.4825,135.0717;u=35"); err != nil || r[0].Stated != 35 {
		t.Errorf("the uncertainty of a geo: URI is lost: %+v, %v", r, err)
	}
	if r, err := Read("5372000 23505280"); err != nil || r[0].Accuracy != 3 || r[0].System.Operation.Code != "EPSG:5044" {
		t.Errorf("the datum operation is not said: %+v, %v", r, err)
	}
}

func FuzzRead(f *testing.F) {
	for _, text := range []string{"48,4825 135,0717", "48°42′12.5″N 135°07′30″E", "北緯四十八度東経百三十五度", "53UNP0529769852", "505297 5369852 53S",
		"X=5 372 000 Y=23 505 280", "geo:1,2;u=3", "https://a.b/@1,2", "EPSG:28423 1 2", "с. ш. 48.28.57 - 135", "SK-95 6500000 7412345", "+-48 –135"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		readings, refusal := Read(text)
		if refusal != nil {
			if refusal.Rule == "" || refusal.Message == "" || refusal.Advice == "" || len(readings) > 0 {
				t.Fatalf("%q: %+v, %v", text, readings, refusal)
			}
			return
		}
		if len(readings) == 0 || len(readings) > 4 {
			t.Fatalf("%q has %d readings and no error", text, len(readings))
		}
		for _, r := range readings {
			if !(math.Abs(r.Point[0]) <= 180 && math.Abs(r.Point[1]) <= 90) || r.Notation == "" || !(r.Precision >= 0) || len(r.Reasons) == 0 {
				t.Fatalf("%q is read as %+v", text, r)
			}
			if _, err := Write(r.Point, geo.UnknownAccuracy); err != nil {
				t.Fatalf("%q is read as %v, which cannot be written: %v", text, r.Point, err)
			}
		}
	})
}
