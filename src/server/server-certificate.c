/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <time.h>

#include <glib/gi18n-lib.h>
#include <gnutls/crypto.h>
#include <gnutls/x509.h>

#include "lab-error.h"
#include "server-certificate.h"

#define VALID_S (24 * 60 * 60)

/* Each returns a code of GnuTLS's: below 0 it went wrong. */

static int
set_serial (gnutls_x509_crt_t certificate)
{
  guint8 serial[16];
  int code = gnutls_rnd (GNUTLS_RND_NONCE, serial, sizeof (serial));

  /* A serial number is positive. */
  serial[0] &= 0x7f;
  return code < 0 ? code : gnutls_x509_crt_set_serial (certificate, serial, sizeof (serial));
}

/* A clock may be a little off. */
static int
set_times (gnutls_x509_crt_t certificate)
{
  time_t now = time (NULL);
  int code = gnutls_x509_crt_set_activation_time (certificate, now - VALID_S);

  return code < 0 ? code : gnutls_x509_crt_set_expiration_time (certificate, now + VALID_S);
}

static int
set_names (gnutls_x509_crt_t certificate)
{
  static const guint8 address[] = { 127, 0, 0, 1 };
  int code = gnutls_x509_crt_set_dn (certificate, "CN=Interleave", NULL);

  return code < 0 ? code
                  : gnutls_x509_crt_set_subject_alt_name (certificate, GNUTLS_SAN_IPADDRESS, address, sizeof (address),
                                                          GNUTLS_FSAN_SET);
}

static int
describe (gnutls_x509_crt_t certificate)
{
  int code = gnutls_x509_crt_set_version (certificate, 3);

  if (code >= 0)
    code = set_serial (certificate);
  if (code >= 0)
    code = set_times (certificate);
  return code < 0 ? code : set_names (certificate);
}

static int
make_key (gnutls_x509_privkey_t key)
{
  return gnutls_x509_privkey_generate (key, GNUTLS_PK_ECDSA, GNUTLS_CURVE_TO_BITS (GNUTLS_ECC_CURVE_SECP256R1), 0);
}

static int
sign (gnutls_x509_crt_t certificate, gnutls_x509_privkey_t key)
{
  int code = gnutls_x509_crt_set_key (certificate, key);

  return code < 0 ? code : gnutls_x509_crt_sign2 (certificate, certificate, key, GNUTLS_DIG_SHA256, 0);
}

static int
append_pem (gnutls_x509_crt_t certificate, gnutls_x509_privkey_t key, GString *pem)
{
  gnutls_datum_t text = { 0 };
  int code = gnutls_x509_crt_export2 (certificate, GNUTLS_X509_FMT_PEM, &text);

  if (code >= 0)
    {
      g_string_append_len (pem, (const char *) text.data, text.size);
      gnutls_free (text.data);
      code = gnutls_x509_privkey_export2_pkcs8 (key, GNUTLS_X509_FMT_PEM, NULL, GNUTLS_PKCS_PLAIN, &text);
    }
  if (code >= 0)
    {
      g_string_append_len (pem, (const char *) text.data, text.size);
      gnutls_free (text.data);
    }
  return code;
}

static int
make_pem (GString *pem)
{
  gnutls_x509_crt_t certificate = NULL;
  gnutls_x509_privkey_t key = NULL;
  int code = gnutls_x509_crt_init (&certificate);

  if (code >= 0)
    code = gnutls_x509_privkey_init (&key);
  if (code >= 0)
    code = make_key (key);
  if (code >= 0)
    code = describe (certificate);
  if (code >= 0)
    code = sign (certificate, key);
  if (code >= 0)
    code = append_pem (certificate, key, pem);
  gnutls_x509_crt_deinit (certificate);
  gnutls_x509_privkey_deinit (key);
  return code;
}

GTlsCertificate *
lab_certificate_make (GError **error)
{
  g_autoptr (GString) pem = g_string_new (NULL);
  int code = make_pem (pem);

  if (code >= 0)
    return g_tls_certificate_new_from_pem (pem->str, (gssize) pem->len, error);
  g_set_error (error, LAB_ERROR, LAB_ERROR_FAILED, _ ("cannot make a certificate: %s"), gnutls_strerror (code));
  return NULL;
}
