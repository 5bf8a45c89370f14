// Package notation writes a position the ways people write positions, and reads them back.
//
// A longitude and latitude in WGS 84 go in, and [Write] gives the texts that a form, a radio,
// a GPS device and a Soviet map want: decimal degrees, degrees and minutes, degrees, minutes
// and seconds, UTM, MGRS, and Gauss–Krüger on Pulkovo 1942 (SK-42) and 1995 (SK-95). Each is
// as fine as the position is known, and says how fine that is ([Writing.Step]) and, off
// WGS 84, by which datum operation it was computed. A notation that has no name for the place
// says why.
//
// A pasted text goes in, and [Read] gives every position it can mean ([Reading]), the
// likeliest first, each with the reasons for reading it so: in which order the two numbers
// stand is often only a habit. Nothing is put right silently. What can mean no position is
// refused with a rule and with what to do ([Refusal]).
//
// Latitude stands first in the texts and longitude first in orb.Point.
package notation
