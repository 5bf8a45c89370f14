// Package book writes the printable book that a field team carries: one HTML file in one
// language, which holds everything it needs and asks nothing of any host.
//
// A plan, its timetable and the ground around each stop go in ([Book]; [Gather] reads the
// ground). Out comes, each beginning on a page of its own: an overview with the table of
// days, what was left out, what has to be settled before leaving and room for emergency
// data; how the maps are to be read; a sheet for each day; for each site a sheet with its
// map, where civilian burials may lie and why, papers, history, sources, and a form to be
// filled in by hand.
//
// Maps are drawn in millimetres of paper and true to scale: 100 m at 1 : 2000 are 50 mm,
// if the printer is left at 100 %. Colours and dashes are those of the web map's light
// theme, and nothing is said by colour alone, so that a book printed in black is as good.
//
// Every text of the data may be hostile. html/template escapes what stands in the pages;
// drawings escape their own text; the footers, which are strings in a style sheet, are
// written in escapes entirely. The page forbids itself everything but its own style ([CSP]).
package book
