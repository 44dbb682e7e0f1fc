# p2conform in an image of its own. The program is static and brings its
# authorities along, so that nothing else is needed:
#
#   CGO_ENABLED=0 go build -trimpath -o p2conform ./cmd/p2conform
#   docker build -t p2conform .
#   docker run --rm p2conform run --target https://p2.example.com
FROM scratch
COPY p2conform /p2conform
ENTRYPOINT ["/p2conform"]
