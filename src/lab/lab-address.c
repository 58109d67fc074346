/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <gio/gio.h>

#include "lab-address.h"
#include "lab-server.h"

static gboolean
is_loopback (const char *host)
{
  g_autoptr (GInetAddress) address = g_inet_address_new_from_string (host);

  return address != NULL ? g_inet_address_get_is_loopback (address) : g_ascii_strcasecmp (host, "localhost") == 0;
}

LabAddressKind
lab_address_classify (const char *address, char **host)
{
  g_autoptr (GUri) uri = NULL;
  const char *scheme;
  const char *name;

  if (host != NULL)
    *host = NULL;
  if (g_str_has_prefix (address, LAB_SERVER_SCHEME "/"))
    return LAB_ADDRESS_SERVER;
  uri = g_uri_parse (address, G_URI_FLAGS_ENCODED | G_URI_FLAGS_SCHEME_NORMALIZE, NULL);
  scheme = uri == NULL ? "" : g_uri_get_scheme (uri);
  name = uri == NULL ? NULL : g_uri_get_host (uri);
  if (name == NULL || *name == '\0' || !(g_str_equal (scheme, "http") || g_str_equal (scheme, "https")))
    return LAB_ADDRESS_MALFORMED;
  if (host != NULL)
    *host = g_strdup (name);
  return is_loopback (name) ? LAB_ADDRESS_LOOPBACK : LAB_ADDRESS_REAL;
}
