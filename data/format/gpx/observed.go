package gpx

import "burialmap/data"

// observes reports whether the file is read for what a team has observed: then what was
// planned, and what we have written ourselves, is none of it.
func (d *document) observes() bool { return d.opt.Collection.Name == data.Observations.Name }

// notObserved leaves out what was carried into the field and only comes back.
func (r *record) notObserved() bool {
	carried := r.own.planned || r.own.ours() && r.own.collection != data.Observations.Name
	if !r.observes() || !carried {
		return false
	}
	r.LeaveOut("waypoints and tracks that burialmap has written itself")
	return true
}

// observed says of a waypoint or a track what it is as an observation: when it was taken,
// and what was written of it. A track says where somebody walked, and not where a burial
// lies.
func (r *record) observed() {
	for i := range r.Values {
		if r.Values[i].Name == "desc" {
			r.Values[i].Name = "remarks"
		}
	}
	when := r.times[0]
	if r.times[1] != when {
		when += "/" + r.times[1]
	}
	for _, tag := range r.Tags {
		if text, ok := tag.Value.(string); ok && tag.Name == "time" && when == "" {
			when = text
		}
	}
	if when != "" {
		r.Values = append(r.Values, data.Value{Name: "observed", Value: when})
	}
	if r.Layer == "tracks" {
		r.Values = append(r.Values, data.Value{Name: "takes_position", Value: false})
	}
}
