# p2conform in an image of its own: the program, which is static and brings its
# authorities along, and nothing else. The binary is built before, since FROM scratch
# needs no other image, and so no registry:
#
#   CGO_ENABLED=0 GOOS=linux go build -trimpath -o p2conform ./cmd/p2conform
#   docker build --build-arg DIR=. -t p2conform .
#   docker run --rm p2conform run --target https://p2.example.com
FROM scratch
# A release has a binary for each platform, in linux/amd64 and linux/arm64.
ARG TARGETPLATFORM
ARG DIR=${TARGETPLATFORM}
COPY ${DIR}/p2conform /p2conform
# Reports are written where the run starts: mount a directory here to keep them.
WORKDIR /work
ENTRYPOINT ["/p2conform"]
