package kml

import (
	"html"
	"regexp"
	"strings"
)

var (
	markup    = regexp.MustCompile(`<(?:[a-zA-Z/!][^<>]*)>`)
	reference = regexp.MustCompile(`&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z]{2,31}[0-9]{0,2});`)
	unshown   = regexp.MustCompile(`(?is)<!--.*?-->|<(script|style)\b.*?</(?:script|style)\s*>`)
	address   = regexp.MustCompile(`(?is)\b(?:href|src)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))`)
	blanks    = regexp.MustCompile(`[ \t\r\n]+`)
	edges     = regexp.MustCompile(`[ \t]*\n[ \t]*`)
	gaps      = regexp.MustCompile(`\n{3,}`)
)

// plain is the text of a description, which KML lets people write in HTML: tags go, ends of
// paragraphs, rows and lines become ends of lines, cells are parted by tabs, and the
// addresses of links and images follow in brackets. References such as &nbsp; become the
// characters they stand for. Text without tags stays as it is but for these.
func plain(text string) string {
	if markup.MatchString(text) {
		text = blanks.ReplaceAllString(unshown.ReplaceAllString(text, ""), " ")
		text = withoutTags(text)
		text = gaps.ReplaceAllString(edges.ReplaceAllString(text, "\n"), "\n\n")
	}
	return strings.TrimSpace(reference.ReplaceAllStringFunc(text, character))
}

// character is what a reference stands for, or itself if it stands for nothing.
func character(reference string) string {
	c := html.UnescapeString(reference)
	if strings.HasSuffix(c, ";") && reference != "&semi;" {
		return reference // only its beginning is known: &notanentity;
	}
	return c
}

func withoutTags(text string) string {
	link := "" // the address of the link that is open
	return markup.ReplaceAllStringFunc(text, func(tag string) string {
		name := strings.ToLower(strings.Trim(strings.Fields(tag + " ")[0], "<>/!"))
		closing := strings.HasPrefix(tag, "</")
		switch name {
		case "br", "p", "ul", "ol", "table", "hr", "h1", "h2", "h3", "h4", "h5", "h6":
			return "\n"
		case "tr", "div":
			if closing {
				return "\n"
			}
		case "li":
			if !closing {
				return "\n"
			}
		case "td", "th":
			if closing {
				return "\t"
			}
		case "a":
			if closing && link != "" {
				tag, link = " ("+link+")", ""
				return tag
			}
			link = addressIn(tag)
		case "img":
			if at := addressIn(tag); at != "" {
				return " (" + at + ")"
			}
		}
		return ""
	})
}

func addressIn(tag string) string {
	found := address.FindStringSubmatch(tag)
	if found == nil {
		return ""
	}
	return strings.Join(found[1:], "")
}
