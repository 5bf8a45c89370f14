// Package route says in which order to visit places: who goes where on which day, so that
// what is visited is worth most and the least time is spent on the road.
//
// In goes a [Problem]: sites with the minutes they take, what a visit is worth, and when
// they are open; crews with their days, where each day begins and where nights may be
// spent; the minutes between any two places. Out comes a [Solution]: a tour for each day of
// each crew, and for every site that is on none the reason why. The literature knows it as
// the team orienteering problem with time windows, here with a choice of overnight places.
//
// Everything is in minutes. A day counts its minutes from its own midnight. The same
// problem and seed give the same solution, on any machine and with any number of cores.
package route
