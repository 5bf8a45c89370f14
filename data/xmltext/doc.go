// Package xmltext walks through XML files that nobody vouches for.
//
// In goes an XML document of any size in the encoding that it declares, or that is named
// or found by looking; out come its elements and their text, one at a time. encoding/xml
// takes the document apart, strictly. Around it stand limits on what one tag, one text and
// the nesting may take, so that memory stays small whatever the file says.
//
// Entities beyond the five of XML are refused: a file that declares some ends in
// [ErrEntities], and nothing outside the file is ever fetched. A text beyond the limit is
// cut, which its reader is told, and reading goes on behind it.
package xmltext
