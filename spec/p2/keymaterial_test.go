package p2

import (
	"encoding/json"
	"math/big"
	"reflect"
	"strings"
	"testing"
)

func TestParseEncryptedKeys(t *testing.T) {
	serial := func(n int64, form JSONForm) Serial { return Serial{Int: big.NewInt(n), Form: form} }
	for body, want := range map[string][]EncryptedKey{
		`[]`: {},
		`[{"key_data":"x","serialNumber":7,"encryptionAlgorithms":["1.2","2.5"]}]`: {
			{Data: "x", Serial: serial(7, FormInteger), Algorithms: []string{"1.2", "2.5"}},
		},
		`[{"key_data":"","serialNumber":"7","encryptionAlgorithms":["MAA="],"more":1}]`: {
			{Serial: serial(7, FormString), Algorithms: []string{"MAA="}},
		},
		`[{"key_data":"x","serialNumber":7,"encryptionAlgorithms":[[2,16],[1]]}]`: {
			{Data: "x", Serial: serial(7, FormInteger), Algorithms: []string{"2.16", "1"}, NumberLists: true},
		},
	} {
		got, err := ParseEncryptedKeys([]byte(body))
		if err != nil || !reflect.DeepEqual(got, want) {
			t.Errorf("%s: %+v, %v", body, got, err)
		}
	}
}

func TestParseEncryptedKeysRefuses(t *testing.T) {
	for body, why := range map[string]string{
		``:     "JSON",
		`{}`:   "an object instead of an array",
		`null`: "null instead of an array",
		`[1]`:  "entry 0: a number instead of an object",
		`[{"serialNumber":7,"encryptionAlgorithms":["1.2"]}]`:                             "key_data is missing",
		`[{"key_data":1,"serialNumber":7,"encryptionAlgorithms":["1.2"]}]`:                "key_data is a number",
		`[{"key_data":"x","encryptionAlgorithms":["1.2"]}]`:                               "serialNumber is missing",
		`[{"key_data":"x","serialNumber":-7,"encryptionAlgorithms":["1.2"]}]`:             "negative",
		`[{"key_data":"x","serialNumber":7.0,"encryptionAlgorithms":["1.2"]}]`:            "not written as an integer",
		`[{"key_data":"x","serialNumber":[300],"encryptionAlgorithms":["1.2"]}]`:          "is no octet",
		`[{"key_data":"x","serialNumber":7}]`:                                             "encryptionAlgorithms is missing",
		`[{"key_data":"x","serialNumber":7,"encryptionAlgorithms":"1.2"}]`:                "a string instead of an array",
		`[{"key_data":"x","serialNumber":7,"encryptionAlgorithms":[]}]`:                   "the array is empty",
		`[{"key_data":"x","serialNumber":7,"encryptionAlgorithms":[null]}]`:               "null instead of a string",
		`[{"key_data":"x","serialNumber":7,"encryptionAlgorithms":[[]]}]`:                 "unsigned numbers",
		`[{"key_data":"x","serialNumber":7,"encryptionAlgorithms":["1.2",[1]]}]`:          "strings beside lists",
		`[{"key_data":"x","key_data":"y","serialNumber":7,"encryptionAlgorithms":["1"]}]`: "twice",
	} {
		if got, err := ParseEncryptedKeys([]byte(body)); err == nil || !strings.Contains(err.Error(), why) {
			t.Errorf("%s: %+v, %v; want an error with %q", body, got, err, why)
		}
	}
}

// What is written is read again as it was.
func TestEncryptedKeysAreWrittenAsRead(t *testing.T) {
	for _, k := range []EncryptedKey{
		{Data: "a \"key\"\n\u2028", Serial: Serial{Int: new(big.Int).Lsh(big.NewInt(1), 159), Form: FormInteger}, Algorithms: []string{"1.2"}},
		{Serial: Serial{Int: big.NewInt(0), Form: FormString}, Algorithms: []string{"b", "a", "b"}},
		{Data: "x", Serial: Serial{Int: big.NewInt(1), Form: FormInteger}, Algorithms: []string{"2.16.840"}, NumberLists: true},
	} {
		body, err := json.Marshal([]EncryptedKey{k})
		if err != nil {
			t.Fatal(err)
		}
		got, err := ParseEncryptedKeys(body)
		if err != nil || !reflect.DeepEqual(got, []EncryptedKey{k}) {
			t.Errorf("%+v became %+v, %v", k, got, err)
		}
	}
	if _, err := json.Marshal(EncryptedKey{Serial: Serial{Int: big.NewInt(1)}, Algorithms: []string{"AES"}, NumberLists: true}); err == nil {
		t.Error("a word was written as a list of numbers")
	}
}
