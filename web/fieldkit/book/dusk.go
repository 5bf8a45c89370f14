package book

import "burialmap/data/fieldplan"

// dusk is when civil twilight ends where a vehicle works last: from then on there is not
// light enough to work outdoors.
func (b *writer) dusk(fieldplan.Schedule) (string, bool) { return "", false }
