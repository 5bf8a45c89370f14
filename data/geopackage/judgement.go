package geopackage

import (
	"context"
	"database/sql/driver"
	"encoding/json"
	"fmt"
	"strings"
)

// Judgements of features that are computed outlive them: a pair of graves that is no
// overlap any more, because somebody moved one of them, may be one again next week. What
// was decided about it then stands in the version that its deletion left.

// everJudged reports whether versions of the layer's features may hold a judgement: as
// long as nobody has judged any, a search for overlaps pays nothing for it.
func (l *layer) everJudged(ctx context.Context, c *conn) (bool, error) {
	if len(l.judged) == 0 {
		return false, nil
	}
	n, err := c.integer(ctx, "SELECT EXISTS (SELECT 1 FROM burialmap_version WHERE collection=?)", l.Name)
	return n > 0, err
}

// rememberJudgement keeps the judgement of a feature that is deleted, and that it had none
// if an earlier one was taken back. Of one that nobody ever judged nothing is kept.
func (w *writes) rememberJudgement(ctx context.Context, fid int64, old []driver.Value) error {
	held := w.layer.differences(old, make([]driver.Value, len(old)))
	if len(held) == 0 {
		if !w.judged {
			return nil
		}
		n, err := w.tx.conn.integer(ctx, "SELECT EXISTS (SELECT 1 FROM burialmap_version WHERE collection=? AND fid=?)", w.layer.Name, fid)
		if err != nil || n == 0 {
			return err
		}
	}
	w.judged = true
	return w.keepVersion(ctx, kindDeleted, fid, old[colID], old[colRevision], held, nil, nil)
}

// recallJudgement gives a feature that is computed anew the judgement that the last one of
// its id had when it was deleted, unless it brings one of its own.
func (w *writes) recallJudgement(ctx context.Context, id string) error {
	if !w.judged || id == "" {
		return nil
	}
	for _, i := range w.layer.judged {
		if w.values[i] != nil {
			return nil
		}
	}
	row, err := w.tx.conn.one(ctx, `SELECT changed FROM burialmap_version
WHERE collection=? AND id=? AND kind=? ORDER BY until DESC, number DESC LIMIT 1`, w.layer.Name, id, kindDeleted)
	if err != nil || row == nil || row[0] == nil {
		return err
	}
	var held map[string][2]any
	decoder := json.NewDecoder(strings.NewReader(textOf(row[0])))
	decoder.UseNumber()
	if err := decoder.Decode(&held); err != nil {
		return fmt.Errorf("the judgement that %s/%s had: %w", w.layer.Name, id, err)
	}
	for _, i := range w.layer.judged {
		w.values[i] = numberOf(held[w.layer.columns[i]][0])
	}
	return nil
}
