package charset

// shiftJIS follows pairs of bytes. Everyday Japanese is kana, punctuation and the kanji
// of the first level (lead bytes 81 to 97). Russian text in windows-1251 read this way is
// halfwidth kana and rare kanji, and its words break off in the middle of a pair.
type shiftJIS struct {
	lead                     byte  // first byte of a pair
	everyday, odd, notPaired int64 // pairs of everyday Japanese, other pairs and halfwidth kana, bytes that are nothing
}

func (s *shiftJIS) add(b byte) {
	switch {
	case s.lead == 0 && (b >= 0x81 && b <= 0x9f || b >= 0xe0 && b <= 0xfc):
		s.lead = b
		return
	case s.lead == 0 && b >= 0xa1 && b <= 0xdf:
		s.odd++
	case s.lead == 0:
		s.notPaired++
	case b < 0x40 || b == 0x7f || b > 0xfc:
		s.notPaired++
	case s.lead <= 0x97:
		s.everyday++
	default:
		s.odd++
	}
	s.lead = 0
}

// likely takes a pair in fifty that is none, as where a line was cut.
func (s *shiftJIS) likely() bool {
	none := s.notPaired
	if s.lead != 0 {
		none++
	}
	return s.everyday > 0 && none*50 <= s.everyday && s.odd <= s.everyday
}

// eucJP follows pairs of bytes, both beyond A0. Everyday Japanese is kana (lead bytes A4
// and A5), punctuation and the kanji of the first level (B0 to CF). Russian in KOI8-R has
// such kanji where its words are of even length, but no kana; in IBM 866 it has capitals,
// which are nothing here.
type eucJP struct {
	lead                           byte
	long                           bool // the second of three bytes is to come
	kana, everyday, odd, notPaired int64
}

func (e *eucJP) open() bool { return e.lead != 0 }

func (e *eucJP) add(b byte) {
	lead := e.lead
	e.lead = 0
	switch {
	case lead == 0 && (b >= 0xa1 && b <= 0xfe || b == 0x8e || b == 0x8f):
		e.lead, e.long = b, b == 0x8f
	case lead == 0 || b < 0xa1 || b == 0xff:
		e.notPaired++
	case e.long:
		e.lead, e.long = lead, false
	case lead == 0xa4 || lead == 0xa5:
		e.kana++
		e.everyday++
	case lead == 0xa1 || lead == 0xa3 || lead >= 0xb0 && lead <= 0xcf:
		e.everyday++
	default:
		e.odd++
	}
}

// likely wants kana, unless the text is not Russian anyway.
func (e *eucJP) likely(notRussian bool) bool {
	none := e.notPaired
	if e.lead != 0 {
		none++
	}
	return e.everyday > 0 && none*50 <= e.everyday && e.odd*4 <= e.everyday && (e.kana*4 >= e.everyday || notRussian)
}
