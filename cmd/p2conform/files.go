package main

import (
	"bytes"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
)

// prepare finds out where the file is, and whether it can be written, without
// leaving anything behind.
func (d *destination) prepare() error {
	d.file = d.path
	if real, err := filepath.EvalSymlinks(d.path); err == nil {
		d.file = real
	}
	if abs, err := filepath.Abs(d.file); err == nil {
		d.file = abs
	}
	info, err := os.Stat(d.file)
	switch {
	case err == nil && info.IsDir():
		return unwritten(d.path, errors.New("it is a directory"), "name a file in it")
	case err == nil && !info.Mode().IsRegular():
		d.special = true
		return nil
	case err == nil && info.Mode().Perm()&0o222 == 0:
		return unwritten(d.path, os.ErrPermission, "it is write-protected; name another, or allow writing to it")
	}
	temp, err := d.create()
	if err != nil {
		hint := ""
		if errors.Is(err, os.ErrNotExist) {
			hint = "make the directory " + filepath.Dir(d.path) + " first, or use --out, which does"
		}
		return unwritten(d.path, err, hint)
	}
	return errors.Join(temp.Close(), os.Remove(temp.Name()))
}

// create makes a new file beside the destination. Its permissions are those that
// the user's mask gives to any file.
func (d *destination) create() (*os.File, error) {
	dir, name := filepath.Split(d.file)
	return os.OpenFile(filepath.Join(dir, "."+name+"."+rand.Text()[:8]+".tmp"), os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
}

// write replaces the file as a whole, so that a reader finds the old report or
// the new one, and never half of one.
func (d *destination) write(render func(io.Writer) error) error {
	var b bytes.Buffer
	if err := render(&b); err != nil {
		return err
	}
	if d.special {
		return os.WriteFile(d.file, b.Bytes(), 0o666)
	}
	temp, err := d.create()
	if err != nil {
		return err
	}
	_, err = temp.Write(b.Bytes())
	if err = errors.Join(err, temp.Close()); err == nil {
		err = os.Rename(temp.Name(), d.file)
	}
	if err != nil {
		// What could go wrong with removing it is no news.
		_ = os.Remove(temp.Name())
		return fmt.Errorf("replace it: %w", plainPath(err))
	}
	return nil
}
