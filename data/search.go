package data

// searched are the fields whose words [Query.Words] finds, in any collection that has
// them.
var searched = []string{"name", "name_en", "name_ru", "name_ja", "camp", "ministry_no", "title"}

// SearchFields are the fields in which [Query.Words] looks for words. Sites and cemeteries
// are also found by the words for their place: many are known by no other name than that
// of the village they lie near. Regions and descriptions are not among them: they would
// find everything.
func (c Collection) SearchFields() []string {
	var list []string
	for _, name := range searched {
		for _, f := range c.Fields {
			if f.Name == name && !c.Derived {
				list = append(list, name)
			}
		}
	}
	if c.Name == Sites.Name || c.Name == Cemeteries.Name {
		list = append(list, "location_text")
	}
	return list
}
