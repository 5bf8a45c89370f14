package xlsx

import (
	"fmt"
	"strconv"
	"time"

	"github.com/xuri/excelize/v2"

	"burialmap/data"
	"burialmap/data/format"
)

// aboutTitle is the first cell of the sheet in which an export says what it is; no record
// is looked for on that sheet.
const aboutTitle = "About this export / Об этой выгрузке / この書き出しについて"

// aboutSheet is its name.
const aboutSheet = "About"

func isAbout(first sheetRow) bool {
	return len(first.cells) > 0 && first.cells[0].text == aboutTitle
}

// about writes the sheet that says what the export is.
func (b *book) about(a format.About, layers []format.Layer) error {
	if err := b.add(aboutSheet); err != nil {
		return err
	}
	s, err := b.NewStreamWriter(aboutSheet)
	if err != nil {
		return err
	}
	for i, width := range []float64{48, 60, 60, 40} {
		if err := s.SetColWidth(i+1, i+1, width); err != nil {
			return err
		}
	}
	for i, line := range aboutLines(a, layers) {
		cells := make([]any, len(line))
		for j, text := range line {
			text, _ = cut(text, maxCell)
			cells[j] = excelize.Cell{StyleID: b.wrapped, Value: text}
			if i == 0 || line[0] == sourcesTitle {
				cells[j] = excelize.Cell{StyleID: b.bold, Value: text}
			}
		}
		if err := s.SetRow("A"+strconv.Itoa(i+1), cells); err != nil {
			return err
		}
	}
	return s.Flush()
}

const sourcesTitle = "Sources / Источники / 出典"

// aboutLines are the rows of that sheet.
func aboutLines(a format.About, layers []format.Layer) [][]string {
	filter := a.Filter
	if filter == "" {
		filter = "all / все / すべて"
	}
	lines := [][]string{
		{aboutTitle},
		{"Content / Содержание / 内容", a.Title},
		{"Program / Программа / プログラム", a.Program},
		{"Address / Адрес / アドレス", a.Address},
		{"Date / Дата / 日時", a.Date.UTC().Format(time.RFC3339)},
		{"Revision of the data / Версия данных / データの版", strconv.FormatInt(a.Revision, 10)},
		{"Filter / Отбор / 絞り込み", filter},
		{"Positions / Координаты / 位置", "longitude and latitude, WGS 84, degrees / долгота и широта, WGS 84, градусы / 経度・緯度（WGS 84、度）"},
		{"Accuracy / Точность / 精度", "accuracy_m: radius in metres that holds the true position with 95 %; empty is unknown / радиус в метрах, внутри которого истинное положение находится с вероятностью 95 %; пусто — неизвестно / 真の位置を95 %の確率で含む半径（m）。空欄は不明"},
		{"Invented / Вымышлено / 架空", "fictional = TRUE: the record is invented, for demonstration or tests / запись вымышлена, для показа или проверки / 説明・試験用の架空の記録"},
	}
	for _, layer := range layers {
		lines = append(lines, []string{"Sheet / Лист / シート", fmt.Sprintf("%s: %s", layer.Collection.Name, layer.Collection.Title)})
	}
	lines = append(lines, []string{sourcesTitle, "Citation / Ссылка / 引用", "Address / Адрес / アドレス", "Licence / Лицензия / ライセンス"})
	for _, s := range a.Sources {
		lines = append(lines, sourceLine(s))
	}
	return lines
}

func sourceLine(s data.Feature) []string {
	name := s.ID
	if title := s.Text("title"); title != "" {
		name += ": " + title
	}
	return []string{name, s.Text("citation"), s.Text("url"), s.Text("licence")}
}
