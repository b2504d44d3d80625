use super::*;
use proptest::prelude::*;

fn check(key: &str) {
    let own = block(key).into_iter().collect();
    assert_eq!(Blocks::new(&own).hold(key), !own.is_empty(), "{key}");
    let others = ["person\tsilva", "organisation\tnato", "unnamed\tofficials"];
    let others: HashSet<String> = others.iter().map(|block| (*block).to_owned()).collect();
    let among = block(key).is_some_and(|block| others.contains(&block));
    assert_eq!(Blocks::new(&others).hold(key), among, "{key}");
}

#[test]
fn blocks_hold_the_names_that_are_in_them() {
    let names = "Ana Silva|Ana M. Silva|Silva|SILVA|Xi Jinping|Kim Jong Un|Kim Howard|John Smith Jr.|John Smith Jr|\
                 Ana Sylva|de Silva|J. Silva|JD Vance|Ana Silva PhD|Müller|NATO|Ana|Silva Ana.|. Silva|Okonjo-Iweala|\
                 O'Brien||Lee Marsh|Sun Li|Bin Laden|officials";
    let rests = [
        "person\tf",
        "person\t",
        "organisation\t",
        "unnamed\t",
        "person",
        "other\t",
    ];
    for name in names.split('|') {
        rests.iter().for_each(|rest| check(&format!("{name}\t{rest}")));
    }
}

const fn uses(articles: u64) -> Uses {
    Uses {
        articles,
        quotes: articles,
    }
}

#[test]
fn what_changes_little_is_judged_in_the_end() {
    let (long, short, letter) = ("Ana Silva\tperson\t", "Silva\tperson\t", "A. Silva\tperson\t");
    let mut table = Table::new(Rules::default());
    table.add(long, uses(20));
    table.add(short, uses(1));
    table.settle_for_now();
    assert_eq!(table.who(short).speaker, "Ana Silva");
    // So many that the surname alone must be somebody else's; told only when they are an eighth.
    table.add(short, uses(2));
    table.settle_for_now();
    table.add(short, uses(398));
    table.settle_for_now();
    assert_eq!(table.who(short).speaker, "Silva");
    table.take(short, uses(1));
    table.settle_for_now();
    assert_eq!(table.who(short).speaker, "Silva", "one of four hundred is little");
    table.settle();
    assert_eq!(table.who(short).speaker, "Ana Silva");
    table.add(letter, uses(1));
    table.settle_for_now();
    assert_eq!(table.who(letter).speaker, "Ana Silva", "a new name is never left");
}

proptest! {
    #[test]
    fn in_the_end_it_is_as_if_all_had_come_at_once(
        steps in prop::collection::vec((0..6usize, 1..40u64, any::<bool>()), 1..40)
    ) {
        let names = ["Ana Silva", "A. Silva", "Silva", "Ana M. Silva", "Rui Silva", "Jo Costa"];
        let key = |n: usize| format!("{}\tperson\t", names[n]);
        let (mut slow, mut once) = (Table::new(Rules::default()), Table::new(Rules::default()));
        for (n, articles, settled) in steps {
            slow.add(&key(n), uses(articles));
            once.add(&key(n), uses(articles));
            if settled {
                slow.settle_for_now();
            }
        }
        slow.settle();
        once.settle();
        for n in 0..names.len() {
            prop_assert_eq!(slow.who(&key(n)), once.who(&key(n)));
        }
    }

    #[test]
    fn any_name_is_found_in_its_block(name in "([A-Za-z]{1,6}[ .'-]{1,2}){0,3}[A-Za-zéü]{1,8}") {
        check(&format!("{name}\tperson\t"));
    }

    #[test]
    fn even_no_name(name in "\\PC{0,16}") {
        check(&format!("{name}\tperson\tm"));
    }
}
