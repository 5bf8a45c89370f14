package main

import "burialmap/data/detect"

// stages shows how far a search for overlaps is: one progress bar after the other, a stage
// each. The zero value is ready.
type stages struct {
	stage detect.Stage
	bar   *progress
}

// stageTitles are the words before the bars.
var stageTitles = map[detect.Stage]string{
	detect.StagePairs:  "comparing burials",
	detect.StagePlaces: "summing up sites and cemeteries",
}

func (s *stages) show(stage detect.Stage, done, total int) {
	if stage != s.stage {
		s.finish()
		s.stage, s.bar = stage, newProgress(stageTitles[stage], int64(total), false)
	}
	s.bar.count(done, total)
}

func (s *stages) finish() { s.bar.finish() }
