package geopackage

import (
	"context"
	"crypto/sha256"
	"database/sql/driver"
	"encoding/hex"
	"errors"
	"fmt"
	"strings"

	"burialmap/data"
	"burialmap/data/names"
)

// stateNames is the key under which the file says by which rules its names were keyed.
const stateNames = "geopackage.names"

// keyed is a fingerprint of the rules by which names get their keys: when another version
// of burialmap keys these names otherwise, all keys are made anew.
var keyed = func() string {
	all := names.Keys("Хурмули", "Khurmuli", "Churmuli", "フルムリ", "Хада-Булак", "ハダブラク", "Уссурийск", "Yuzhno-Sakhalinsk",
		"Щёлково", "Schtschjolkowo", "лагерь № 16, отделение 3", "Camp 16", "第二十四収容所", "госпиталь 1893", "515,516 ОРБ",
		"станция Галёнки", "Фукусима", "Fukushima", "ふくしま", "ヴォロシーロフ", "Ворошилов", "ジャットバ村墓地", "Père-Lachaise, Ľubeľa",
		"plot 17", "ряд 3, могила 5", "第3区画", "Амур river, обл. б. р.",
		"旧チタ川 新ソノ", "ヤブロノワヤ", "Яблоновая", "Zhilinda/Жилинда (бывш. Ключи)")
	sum := sha256.Sum256([]byte(strings.Join(all, "\n")))
	return hex.EncodeToString(sum[:8])
}()

// renewNames makes the keys of all names anew if the file has them by other rules, or none.
func (s *Store) renewNames(ctx context.Context) error {
	current, err := namesAreCurrent(ctx, s.writer)
	if err != nil || current {
		return err
	}
	c := s.writer
	if err := c.script(ctx, "BEGIN IMMEDIATE"); err != nil {
		return err
	}
	if err = s.renewNamesNow(ctx); err == nil {
		err = c.script(ctx, "COMMIT")
	}
	if err != nil {
		err = errors.Join(err, c.script(context.Background(), "ROLLBACK"))
		return fmt.Errorf("find features by their names: %w", err)
	}
	return nil
}

func namesAreCurrent(ctx context.Context, c *conn) (bool, error) {
	row, err := c.one(ctx, "SELECT value FROM burialmap_state WHERE key=?", stateNames)
	return row != nil && textOf(row[0]) == keyed, err
}

func (s *Store) renewNamesNow(ctx context.Context) error {
	current, err := namesAreCurrent(ctx, s.writer) // another process may have been faster
	if err != nil || current {
		return err
	}
	for _, c := range data.Collections {
		if l := s.layers[c.Name]; len(l.named) > 0 {
			if err := l.renewNames(ctx, s.writer); err != nil {
				return err
			}
		}
	}
	_, err = s.writer.exec(ctx, "INSERT OR REPLACE INTO burialmap_state VALUES (?, ?)", stateNames, keyed)
	return err
}

func (l *layer) renewNames(ctx context.Context, c *conn) error {
	if err := c.script(ctx, "DELETE FROM "+quoted(l.names)); err != nil {
		return err
	}
	columns, err := l.reads(l.SearchFields())
	if err != nil {
		return err
	}
	var waiting []nameKey
	var bad error
	err = c.query(ctx, "SELECT "+columns+" FROM "+quoted(l.Name), nil, func(row []driver.Value) bool {
		fid, _ := row[0].(int64)
		for _, key := range l.keysOf(row[1:]) {
			waiting = append(waiting, nameKey{key, fid})
		}
		if len(waiting) >= namesWaiting {
			bad = insertNames(ctx, c, l.names, waiting)
			waiting = waiting[:0]
		}
		return bad == nil
	})
	if err = errors.Join(err, bad); err != nil {
		return err
	}
	return insertNames(ctx, c, l.names, waiting)
}
