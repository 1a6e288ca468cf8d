#ifndef CHEAP_H
#define CHEAP_H

#include <stddef.h>

/// Bytes that the process has allocated and not given back; 0 where the system does not say.
size_t heap_in_use(void);

#endif
