package geo

import "sync"

// sortKeyed sorts by key, equal ones as they come; spare is as long as the list. Each of
// several processors sorts a part.
func sortKeyed(list, spare []keyed, processors int) {
	const worth = 1 << 13 // less is sorted sooner than shared
	if processors <= 1 || len(list) < worth {
		radixSort(list, spare)
		return
	}
	mid := len(list) / 2
	var wait sync.WaitGroup
	wait.Go(func() { sortKeyed(list[:mid], spare[:mid], processors/2) })
	sortKeyed(list[mid:], spare[mid:], processors-processors/2)
	wait.Wait()
	wait.Go(func() { mergeLast(spare[mid:], list[:mid], list[mid:]) })
	mergeFirst(spare[:mid], list[:mid], list[mid:])
	wait.Wait()
	inParallel(len(list), func(from, to int) { copy(list[from:to], spare[from:to]) })
}

// mergeFirst fills out with the first of two sorted lists, which have as many at least. Of
// equal ones those of a come first.
func mergeFirst(out, a, b []keyed) {
	for i := range out {
		if len(b) == 0 || len(a) > 0 && a[0].key <= b[0].key {
			out[i], a = a[0], a[1:]
		} else {
			out[i], b = b[0], b[1:]
		}
	}
}

// mergeLast fills out with the last of them.
func mergeLast(out, a, b []keyed) {
	for i := len(out) - 1; i >= 0; i-- {
		if n, m := len(a)-1, len(b)-1; m < 0 || n >= 0 && a[n].key > b[m].key {
			out[i], a = a[n], a[:n]
		} else {
			out[i], b = b[m], b[:m]
		}
	}
}

// radixSort sorts byte by byte from the lowest, and passes over bytes that all have in
// common.
func radixSort(list, spare []keyed) {
	var counts [8][256]int
	for i := range list {
		key := list[i].key
		for digit := range counts {
			counts[digit][key>>(8*digit)&255]++
		}
	}
	from, to := list, spare
	for digit := range counts {
		next := &counts[digit]
		if len(list) == 0 || next[list[0].key>>(8*digit)&255] == len(list) {
			continue
		}
		sum := 0
		for i, n := range next {
			next[i] = sum
			sum += n
		}
		for i := range from {
			k := &next[from[i].key>>(8*digit)&255]
			to[*k] = from[i]
			*k++
		}
		from, to = to, from
	}
	if len(list) > 0 && &from[0] != &list[0] {
		copy(list, from)
	}
}
