package detect

import (
	"context"
	"strconv"

	"burialmap/data"
)

// PassOver notes within somebody else's write that it changes nothing that is compared,
// such as when an overlap is judged: if all before it has been compared, the next CatchUp
// need not look at what it touches. The write has to make a Change; one that makes none
// would have the Change after it passed over.
func PassOver(ctx context.Context, store data.Store, tx data.Tx) error {
	text, err := store.State(ctx, stateRevision)
	if err != nil {
		return err
	}
	compared, known := revisionIn(text)
	if !known || compared != tx.Revision()-1 {
		return nil // there is more to compare, among which it is found
	}
	return tx.SetState(ctx, stateRevision, strconv.FormatInt(tx.Revision(), 10))
}
