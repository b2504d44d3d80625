//! Compact JSON of plain data, byte for byte what `serde_json` writes, made for many small lines.
//!
//! The names of fields go out as they stand, and strings eight bytes at a step: what is annotated
//! is written in a small part of the time that annotating takes.

mod scalars;

use serde::ser::{self, Serialize};
use serde_json::Error;

/// Appends `value` as JSON.
pub fn write(value: &impl Serialize, out: &mut Vec<u8>) -> Result<(), Error> {
    value.serialize(&mut Writer { out })
}

struct Writer<'o> {
    out: &'o mut Vec<u8>,
}

macro_rules! whole_numbers {
    ($($method:ident $type:ty),*) => {
        $(#[inline]
        fn $method(self, number: $type) -> Result<(), Error> {
            scalars::whole(self.out, u64::from(number));
            Ok(())
        })*
    };
}

macro_rules! through_serde_json {
    ($($method:ident $type:ty),*) => {
        $(fn $method(self, number: $type) -> Result<(), Error> {
            serde_json::to_writer(&mut *self.out, &number)
        })*
    };
}

impl<'w, 'o> ser::Serializer for &'w mut Writer<'o> {
    type Ok = ();
    type Error = Error;
    type SerializeSeq = Items<'w, 'o>;
    type SerializeTuple = Items<'w, 'o>;
    type SerializeTupleStruct = Items<'w, 'o>;
    type SerializeTupleVariant = ser::Impossible<(), Error>;
    type SerializeMap = Items<'w, 'o>;
    type SerializeStruct = Items<'w, 'o>;
    type SerializeStructVariant = ser::Impossible<(), Error>;

    whole_numbers!(serialize_u8 u8, serialize_u16 u16, serialize_u32 u32, serialize_u64 u64);
    through_serde_json!(
        serialize_i8 i8, serialize_i16 i16, serialize_i32 i32, serialize_i64 i64, serialize_f32 f32,
        serialize_f64 f64, serialize_char char, serialize_bytes &[u8]
    );

    fn serialize_bool(self, value: bool) -> Result<(), Error> {
        self.out.extend_from_slice(if value { b"true" } else { b"false" });
        Ok(())
    }

    #[inline]
    fn serialize_str(self, text: &str) -> Result<(), Error> {
        scalars::text(self.out, text);
        Ok(())
    }

    fn serialize_none(self) -> Result<(), Error> {
        self.serialize_unit()
    }

    #[inline]
    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<(), Error> {
        value.serialize(self)
    }

    fn serialize_unit(self) -> Result<(), Error> {
        self.out.extend_from_slice(b"null");
        Ok(())
    }

    fn serialize_unit_struct(self, _name: &'static str) -> Result<(), Error> {
        self.serialize_unit()
    }

    fn serialize_unit_variant(self, _: &'static str, _: u32, variant: &'static str) -> Result<(), Error> {
        self.serialize_str(variant)
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(
        self,
        _name: &'static str,
        value: &T,
    ) -> Result<(), Error> {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _name: &'static str,
        _index: u32,
        variant: &'static str,
        value: &T,
    ) -> Result<(), Error> {
        let mut items = Items::open(self, b'{', b'}');
        ser::SerializeMap::serialize_entry(&mut items, variant, value)?;
        ser::SerializeMap::end(items)
    }

    #[inline]
    fn serialize_seq(self, _length: Option<usize>) -> Result<Self::SerializeSeq, Error> {
        Ok(Items::open(self, b'[', b']'))
    }

    fn serialize_tuple(self, _length: usize) -> Result<Self::SerializeTuple, Error> {
        Ok(Items::open(self, b'[', b']'))
    }

    fn serialize_tuple_struct(self, _: &'static str, _: usize) -> Result<Self::SerializeTupleStruct, Error> {
        Ok(Items::open(self, b'[', b']'))
    }

    fn serialize_tuple_variant(
        self,
        _name: &'static str,
        _index: u32,
        variant: &'static str,
        _length: usize,
    ) -> Result<Self::SerializeTupleVariant, Error> {
        Err(ser::Error::custom(format!("{variant} is no plain data")))
    }

    fn serialize_map(self, _length: Option<usize>) -> Result<Self::SerializeMap, Error> {
        Ok(Items::open(self, b'{', b'}'))
    }

    #[inline]
    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Self::SerializeStruct, Error> {
        Ok(Items::open(self, b'{', b'}'))
    }

    fn serialize_struct_variant(
        self,
        _name: &'static str,
        _index: u32,
        variant: &'static str,
        _length: usize,
    ) -> Result<Self::SerializeStructVariant, Error> {
        Err(ser::Error::custom(format!("{variant} is no plain data")))
    }
}

/// An open list or object.
struct Items<'w, 'o> {
    writer: &'w mut Writer<'o>,
    /// What stands before the next item: the opening mark before the first, then a comma.
    lead: u8,
    close: u8,
}

impl<'w, 'o> Items<'w, 'o> {
    #[inline]
    fn open(writer: &'w mut Writer<'o>, open: u8, close: u8) -> Self {
        Self {
            writer,
            lead: open,
            close,
        }
    }

    #[inline]
    fn item<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Error> {
        self.writer.out.push(self.lead);
        self.lead = b',';
        value.serialize(&mut *self.writer)
    }

    #[inline]
    fn close(self) {
        if self.lead != b',' {
            self.writer.out.push(self.lead);
        }
        self.writer.out.push(self.close);
    }
}

/// The names of fields are shorter.
const NAME: usize = 16;

impl ser::SerializeStruct for Items<'_, '_> {
    type Ok = ();
    type Error = Error;

    /// The names of fields are identifiers: nothing in them is to be escaped. Here and nowhere
    /// else the compiler knows them, and puts each out with what stands around it in one step.
    #[inline(always)]
    fn serialize_field<T: Serialize + ?Sized>(&mut self, name: &'static str, value: &T) -> Result<(), Error> {
        let mut around = [0; NAME + 4];
        let end = name.len() + 4;
        match around.get_mut(..end) {
            Some(around) => {
                around[0] = self.lead;
                around[1] = b'"';
                around[2..end - 2].copy_from_slice(name.as_bytes());
                around[end - 2..].copy_from_slice(b"\":");
                self.writer.out.extend_from_slice(around);
            }
            None => {
                self.writer.out.extend([self.lead, b'"']);
                self.writer.out.extend_from_slice(name.as_bytes());
                self.writer.out.extend_from_slice(b"\":");
            }
        }
        self.lead = b',';
        value.serialize(&mut *self.writer)
    }

    #[inline]
    fn end(self) -> Result<(), Error> {
        self.close();
        Ok(())
    }
}

impl ser::SerializeMap for Items<'_, '_> {
    type Ok = ();
    type Error = Error;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), Error> {
        self.item(key)
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Error> {
        self.writer.out.push(b':');
        value.serialize(&mut *self.writer)
    }

    fn end(self) -> Result<(), Error> {
        self.close();
        Ok(())
    }
}

macro_rules! list {
    ($($trait:ident $method:ident),*) => {
        $(impl ser::$trait for Items<'_, '_> {
            type Ok = ();
            type Error = Error;

            #[inline]
            fn $method<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Error> {
                self.item(value)
            }

            #[inline]
            fn end(self) -> Result<(), Error> {
                self.close();
                Ok(())
            }
        })*
    };
}

list!(SerializeSeq serialize_element, SerializeTuple serialize_element, SerializeTupleStruct serialize_field);

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use serde::Serialize;
    use serde_json::{Value, json};

    fn check(value: &impl Serialize) {
        let mut out = Vec::new();
        write(value, &mut out).expect("plain data");
        assert_eq!(String::from_utf8(out).ok(), serde_json::to_string(value).ok());
    }

    #[test]
    fn it_is_what_serde_json_writes() {
        #[derive(Serialize)]
        struct Plain<'a> {
            text: &'a str,
            numbers: (u64, i32, f32, f64, bool, char),
            none: Option<u8>,
            some: Option<u8>,
            list: Vec<u32>,
            #[serde(flatten)]
            more: More,
        }
        #[derive(Serialize)]
        struct More {
            value: Value,
            unit: (),
        }
        check(&Plain {
            text: "a\u{0}\u{1f}\u{7f}\"\\/\n\r\t\u{8}\u{c}é“東",
            numbers: (u64::MAX, -7, 0.1, 1e300, true, '"'),
            none: None,
            some: Some(0),
            list: vec![0, 9, 10, 1_000_000],
            more: More {
                value: json!({"a\"": [1, -2, 3.5, null, {}], "b": []}),
                unit: (),
            },
        });
    }

    proptest! {
        #[test]
        fn any_text(text in "\\PC{0,40}|[a-c\"\\\\\\x00-\\x20é]{0,40}") {
            check(&text);
        }
    }
}
