# The callers. The rate limit is that of production, 6000 requests a minute and caller, so 400 callers can send 40,000 a
# second.

# Writes tokens to the work directory, each on a line with its location: the terminals of tenant 1, four at each of its
# locations, and admins of tenant 1 and of tenant 101, which has the orders of bench/generate.
make_callers() {
  openssl genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:2048 -out "$work/key.pem" 2>/dev/null
  jwt_public_key=$(openssl pkey -in "$work/key.pem" -pubout)
  local n location
  for n in {0..399}; do
    location=$((1 + n % 100))
    caller "$location" "\"sub\": \"terminal-$n\", \"tenant_id\": 1, \"role\": \"staff\", \"location_ids\": [$location]" \
      >>"$work/terminals"
    caller 0 "\"sub\": \"admin-$n\", \"tenant_id\": 1, \"role\": \"admin\"" >>"$work/admins"
    caller 0 "\"sub\": \"admin-$n\", \"tenant_id\": 101, \"role\": \"admin\"" >>"$work/admins-101"
  done
}

caller() {
  printf '%s\t%s\n' "$1" "$(token "{$2, \"exp\": $((EPOCHSECONDS + 86400))}")"
}

# Prints a signed token with these claims.
token() {
  local head body
  head=$(printf '{"alg": "RS256", "typ": "JWT"}' | base64url)
  body=$(printf '%s' "$1" | base64url)
  printf '%s.%s.%s' "$head" "$body" \
    "$(printf '%s.%s' "$head" "$body" | openssl dgst -sha256 -sign "$work/key.pem" -binary | base64url)"
}

base64url() {
  base64 --wrap=0 | tr '+/' '-_' | tr -d '='
}

# Prints the token of the first of these callers.
token_of() {
  local token
  IFS=$'\t' read -r _ token <"$work/$1"
  echo "$token"
}
