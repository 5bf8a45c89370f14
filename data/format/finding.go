package format

import "burialmap/data"

// Warning is a finding about something that is taken over all the same.
func Warning(rule, message, advice string) data.Problem {
	return data.Problem{Severity: data.Warning, Rule: rule, Message: message, Advice: advice}
}

// Refusal is a finding that refuses a record.
func Refusal(rule, message, advice string) data.Problem {
	return data.Problem{Severity: data.Refused, Rule: rule, Message: message, Advice: advice}
}

// Mislabelled says that a file of XML is in another encoding than it states.
func Mislabelled(encoding string) data.Problem {
	return Warning("encoding", "the file says or implies that it is in UTF-8, but was read as "+encoding,
		"look at a few names; name another encoding with --encoding if they are wrong")
}
