package data

// headers lists the usual column names of each field, in English, Russian and Japanese.
// Where two fields of a collection claim a name, the earlier line has it. A name that
// could mean two things is not here: "years" may be those of burial or of recovery, so
// such a column is kept as it is until somebody says which.
var headers = []struct {
	field string
	names []string
}{
	{KeyColumn, []string{"feature_id", "код", "ид", "идентификатор", "номер записи", "識別子", "整理番号", "コード"}},
	{LonColumn, []string{"lng", "long", "longitude", "x", "lon_deg", "longitude degrees", "долгота", "долг", "в.д.", "долгота град", "градусы долготы", "経度", "東経", "経度 (度)"}},
	{LatColumn, []string{"latitude", "y", "lat_deg", "latitude degrees", "широта", "шир", "с.ш.", "широта град", "градусы широты", "緯度", "北緯", "緯度 (度)"}},
	{GeometryColumn, []string{"geom", "the_geom", "wkt", "wkt_geom", "геометрия", "ジオメトリ", "図形"}},
	// Soviet and Japanese surveyors call north x and east y, others the other way round: a
	// letter counts only with the word beside it.
	{EastingColumn, []string{"eastings", "east", "utm easting", "utm_e", "easting (m)", "x (east)", "y (east)", "восток", "y (восток)", "x (восток)", "восточное указание", "восток, м", "東距", "東方距離", "y (東)", "x (東)", "y座標 (東)"}},
	{NorthingColumn, []string{"northings", "north", "utm northing", "utm_n", "northing (m)", "y (north)", "x (north)", "север", "x (север)", "y (север)", "северное указание", "север, м", "北距", "北方距離", "x (北)", "y (北)", "x座標 (北)"}},
	{CoordinatesColumn, []string{"coordinate", "coords", "lat/lon", "lat/lng", "latitude/longitude", "lon/lat", "lng/lat", "longitude/latitude", "gps", "gps coordinates", "координаты", "координата", "широта/долгота", "долгота/широта", "координаты gps", "座標", "緯度経度", "緯度・経度", "経度緯度", "経度・緯度", "位置座標"}},
	{LonMinutesColumn, []string{"longitude minutes", "lon minutes", "долгота мин", "долгота минуты", "минуты долготы", "経度 (分)"}},
	{LonSecondsColumn, []string{"longitude seconds", "lon seconds", "долгота сек", "долгота секунды", "секунды долготы", "経度 (秒)"}},
	{LatMinutesColumn, []string{"latitude minutes", "lat minutes", "широта мин", "широта минуты", "минуты широты", "緯度 (分)"}},
	{LatSecondsColumn, []string{"latitude seconds", "lat seconds", "широта сек", "широта секунды", "секунды широты", "緯度 (秒)"}},

	{"name", []string{"name_local", "place_name", "название", "наименование", "имя", "名称", "名前", "墓地名", "埋葬地", "埋葬地名"}},
	{"name_en", []string{"name:en", "english", "english name", "name english", "название (англ.)", "英語名", "英名", "名称 (英語)"}},
	{"name_ru", []string{"name:ru", "russian", "russian name", "name russian", "название (рус.)", "русское название", "ロシア語名", "露名", "名称 (ロシア語)"}},
	{"name_ja", []string{"name:ja", "japanese", "japanese name", "name japanese", "название (яп.)", "японское название", "日本語名", "和名", "名称 (日本語)"}},
	{"region", []string{"oblast", "krai", "province", "регион", "область", "край", "субъект", "субъект рф", "地域", "地方", "州"}},
	{"ministry_no", []string{"ministry number", "mhlw_no", "mhlw number", "номер минздрава", "номер министерства", "номер по списку министерства", "厚労省番号", "厚生労働省番号", "埋葬地番号"}},
	{"camp", []string{"camp number", "лагерь", "номер лагеря", "лагерное отделение", "収容所", "収容所名", "収容所番号"}},
	{"status", []string{"state", "состояние", "статус", "状態", "状況"}},
	{"burials", []string{"burial count", "number of burials", "buried", "захоронено", "число захороненных", "количество захороненных", "погребено", "埋葬者数", "埋葬数"}},
	{"recovered", []string{"collected", "exhumed", "remains recovered", "эксгумировано", "извлечено", "число эксгумированных", "収集数", "遺骨収集数", "収集柱数"}},
	{"period", []string{"burial period", "burial years", "period of burials", "период", "период захоронений", "годы захоронений", "埋葬時期", "埋葬期間", "期間"}},
	{"setting", []string{"setting_mixed", "surroundings", "ground", "обстановка", "местность", "окружение", "описание местности", "環境", "現況", "周辺状況"}},
	{"use", []string{"cemetery use", "использование", "назначение", "кто похоронен", "用途", "区分"}},
	{"kind", []string{"type", "plot kind", "тип", "вид", "種類", "種別"}},
	{"site", []string{"site_id", "burial site", "место захоронения", "埋葬地ID"}},
	{"cemetery", []string{"cemetery_id", "кладбище", "墓地", "墓地ID"}},
	{"occupancy", []string{"occupant", "occupants", "принадлежность", "кто лежит", "埋葬者区分"}},

	{"effect", []string{"consequence", "действие", "последствие", "что означает", "効力", "効果"}},
	{"concerns", []string{"concerned tasks", "tasks concerned", "касается", "каких работ касается", "対象作業", "対象となる作業"}},
	{"opens", []string{"season opens", "season start", "opens on", "открытие сезона", "начало сезона", "開始日", "開始月日", "作業開始"}},
	{"closes", []string{"season closes", "season end", "closes on", "закрытие сезона", "конец сезона", "окончание сезона", "終了日", "終了月日", "作業終了"}},
	{"lead_days", []string{"lead time", "lead time (days)", "lead time days", "days of notice", "срок оформления", "срок оформления, дней", "срок, дней", "所要日数", "手続日数", "申請から許可までの日数"}},
	{"issuer", []string{"issued by", "authority", "кем выдается", "кем выдан", "орган", "ведомство", "発行者", "発行機関", "許可機関", "所管"}},
	{"in_force", []string{"valid", "validity", "in force since", "в силе", "срок действия", "действует", "適用期間", "有効期間", "効力期間"}},
	{"stated", []string{"stated on", "date stated", "as of", "по состоянию на", "дата сведений", "時点", "記載日", "情報の日付"}},

	{"of", []string{"of feature", "position of", "observation of", "объект", "к объекту", "объект наблюдения", "対象", "対象ID", "観察対象"}},
	{"takes_position", []string{"position of the feature", "own position", "положение объекта", "это положение объекта", "対象の位置", "対象の位置か"}},
	{"plan", []string{"plan_id", "visit plan", "план", "план выезда", "план поездки", "計画", "計画ID", "調査計画"}},
	{"observed", []string{"date observed", "observed on", "observation date", "visited on", "дата наблюдения", "дата осмотра", "дата посещения", "наблюдалось", "観察日", "観察日時", "調査日", "訪問日"}},
	{"observer", []string{"observed by", "surveyor", "наблюдатель", "кто наблюдал", "кто осмотрел", "観察者", "調査者", "記録者"}},
	{"task", []string{"work", "задача", "вид работ", "работа", "作業", "作業内容"}},
	{"outcome", []string{"result", "исход", "результат", "結果"}},
	{"marker", []string{"grave marker", "знак", "надгробие", "намогильный знак", "墓標", "標識"}},
	{"inscription", []string{"inscription on marker", "надпись", "碑文", "銘文"}},
	{"graves", []string{"graves counted", "number of graves", "grave count", "могил", "число могил", "количество могил", "墓数", "墓の数", "数えた墓"}},
	{"depth_m", []string{"depth", "depth (m)", "глубина", "глубина, м", "深さ", "深さ (m)", "深度"}},
	{"photos", []string{"photo", "photographs", "photo names", "фото", "фотографии", "снимки", "写真", "写真ファイル"}},
	{"remarks", []string{"remark", "note", "notes", "comment", "примечание", "примечания", "заметка", "комментарий", "備考", "注記", "メモ"}},
	{"preferred", []string{"preferred position", "предпочтительное", "предпочтительное положение", "основное положение", "優先", "採用", "採用位置"}},
	{"recorded", []string{"date recorded", "recorded on", "date taken", "дата определения", "дата съемки", "дата записи", "記録日", "測定日", "取得日"}},
	{"note", []string{"notes", "remark", "remarks", "comment", "примечание", "примечания", "заметка", "комментарий", "備考", "注記", "メモ"}},

	{"title", []string{"заглавие", "название", "題名", "表題", "タイトル"}},
	{"citation", []string{"reference", "библиографическая ссылка", "цитирование", "出典表記", "引用"}},
	{"url", []string{"link", "address", "web", "ссылка", "адрес", "リンク", "アドレス"}},
	{"licence", []string{"license", "rights", "лицензия", "ライセンス", "利用条件"}},
	{"date", []string{"дата", "日付", "年月日"}},
	{"crs_operation", []string{"coordinate operation", "операция преобразования", "座標変換"}},
	{"shift_accuracy_m", []string{"shift accuracy", "shared shift", "общий сдвиг", "共通誤差"}},

	{"accuracy_m", []string{"accuracy", "accuracy (m)", "horizontal accuracy", "точность", "точность, м", "погрешность", "погрешность, м", "精度", "精度 (m)", "位置精度", "誤差"}},
	{"location_method", []string{"method", "position method", "метод", "способ", "метод определения", "способ привязки", "測定方法", "取得方法", "位置取得方法"}},
	{"location_text", []string{"location", "locality", "place in words", "coord_basis", "местоположение", "расположение", "описание места", "場所", "所在地", "位置の説明"}},
	{"location_parse", []string{"reading of the words", "разбор описания места", "位置の説明の解釈"}},
	{"source", []string{"source_id", "источник", "出典", "情報源"}},
	{"source_key", []string{"key", "ключ", "номер в источнике", "出典番号"}},
	{"fictional", []string{"invented", "вымышленный", "вымышлено", "架空"}},
}
