/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lab-param.h"

G_BEGIN_DECLS

/* The next smaller (direction -1) or larger (1) value as it would be typed: the next whole number, twice or half as
 * many bytes, the next of 1 ms, 2 ms, 5 ms, 10 ms … The range's end where there is no other. Of what is no value it is
 * the default; NULL where the parameter is no number. Caller frees. */
char *app_param_step (const LabParamSpec *spec, const char *text, int direction);

G_END_DECLS
