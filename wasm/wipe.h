// wipe.h - nothing of a text stays in the module's memory when its audit is closed.
#pragma once

/// free(), of memory that is zeros by then. So is all that `delete` gives back.
void free_wiped(void* memory);
