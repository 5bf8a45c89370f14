package main

import (
	"os"
	"time"

	"github.com/schollz/progressbar/v3"
	"golang.org/x/term"
)

// progress shows how far long work is, on standard error and only if that is a terminal.
// A nil *progress is silent.
type progress struct{ bar *progressbar.ProgressBar }

func newProgress(title string, total int64, bytes bool) *progress {
	if !term.IsTerminal(int(os.Stderr.Fd())) {
		return nil
	}
	return &progress{progressbar.NewOptions64(total,
		progressbar.OptionSetDescription(title),
		progressbar.OptionSetWriter(os.Stderr),
		progressbar.OptionShowBytes(bytes),
		progressbar.OptionShowCount(),
		progressbar.OptionSetWidth(30),
		progressbar.OptionThrottle(100*time.Millisecond),
		progressbar.OptionClearOnFinish(),
		progressbar.OptionSetPredictTime(true),
	)}
}

// set shows how much is done; it may be called from several goroutines.
func (p *progress) set(done, total int64) {
	if p == nil {
		return
	}
	if total > 0 {
		p.bar.ChangeMax64(total)
	}
	_ = p.bar.Set64(done) // a bar that cannot be drawn must not stop the work
}

// count is set for work that is counted in int.
func (p *progress) count(done, total int) { p.set(int64(done), int64(total)) }

func (p *progress) finish() {
	if p != nil {
		_ = p.bar.Finish()
	}
}

// clear makes way for a line of text; the bar comes back with the next step.
func (p *progress) clear() {
	if p != nil {
		_ = p.bar.Clear()
	}
}
