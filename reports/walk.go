package reports

import "reflect"

// rewrite replaces every string that v holds, at any depth, by what f makes of
// it: fields, elements, what pointers and interfaces point to, keys and values
// of maps, and bytes; members tagged text:"ours" are left alone, and so is what a
// type keeps to itself (a time.Time points to a zone that all share). It goes by
// reflection, so that a member which is added to the document later is covered
// without anybody thinking of it. V is settable.
func rewrite(v reflect.Value, f func(string) string) {
	switch v.Kind() {
	case reflect.String:
		if v.CanSet() {
			v.SetString(f(v.String()))
		}
	case reflect.Pointer:
		if !v.IsNil() {
			rewrite(v.Elem(), f)
		}
	case reflect.Interface:
		if !v.IsNil() && v.CanSet() {
			v.Set(rewritten(v.Elem(), f))
		}
	case reflect.Struct:
		for i := range v.NumField() {
			if field := v.Type().Field(i); (field.IsExported() || field.Anonymous) && !isOurs(field) {
				rewrite(v.Field(i), f)
			}
		}
	case reflect.Slice, reflect.Array:
		if v.Kind() == reflect.Slice && v.Type().Elem() == reflect.TypeFor[byte]() {
			if v.Len() > 0 && v.CanSet() {
				v.SetBytes([]byte(f(string(v.Bytes()))))
			}
			return
		}
		for i := range v.Len() {
			rewrite(v.Index(i), f)
		}
	case reflect.Map:
		if v.IsNil() || !v.CanSet() {
			return
		}
		m := reflect.MakeMapWithSize(v.Type(), v.Len())
		for it := v.MapRange(); it.Next(); {
			m.SetMapIndex(rewritten(it.Key(), f), rewritten(it.Value(), f))
		}
		v.Set(m)
	}
}

// isOurs reports a member whose text is our own, as its tag says: the catalogue's
// sentences and the suite's names hold nothing of a target's, and a password that
// happens to be one of their words must not tear them apart.
func isOurs(field reflect.StructField) bool { return field.Tag.Get("text") == "ours" }

// rewritten is rewrite for a value that cannot be set in its place.
func rewritten(v reflect.Value, f func(string) string) reflect.Value {
	c := reflect.New(v.Type()).Elem()
	c.Set(v)
	rewrite(c, f)
	return c
}

// clone returns a deep copy of the document, which shares nothing with it that
// can be written to.
func clone(d *Document) *Document {
	return deepCopy(reflect.ValueOf(d)).Interface().(*Document)
}

func deepCopy(v reflect.Value) reflect.Value {
	c := reflect.New(v.Type()).Elem()
	c.Set(v)
	switch v.Kind() {
	case reflect.Pointer:
		if !v.IsNil() {
			c.Set(reflect.New(v.Type().Elem()))
			c.Elem().Set(deepCopy(v.Elem()))
		}
	case reflect.Interface:
		if !v.IsNil() {
			c.Set(deepCopy(v.Elem()))
		}
	case reflect.Struct:
		// What a type keeps to itself (time.Time) is copied as it is.
		for i := range v.NumField() {
			if v.Type().Field(i).IsExported() {
				c.Field(i).Set(deepCopy(v.Field(i)))
			}
		}
	case reflect.Array:
		for i := range v.Len() {
			c.Index(i).Set(deepCopy(v.Index(i)))
		}
	case reflect.Slice:
		if !v.IsNil() {
			c.Set(reflect.MakeSlice(v.Type(), v.Len(), v.Len()))
			for i := range v.Len() {
				c.Index(i).Set(deepCopy(v.Index(i)))
			}
		}
	case reflect.Map:
		if !v.IsNil() {
			c.Set(reflect.MakeMapWithSize(v.Type(), v.Len()))
			for it := v.MapRange(); it.Next(); {
				c.SetMapIndex(it.Key(), deepCopy(it.Value()))
			}
		}
	}
	return c
}
