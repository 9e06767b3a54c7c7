using Gezhi.Cases.Catalogue;
using Gezhi.Cases.Proposing;
using Shouldly;
using Xunit;

namespace Gezhi.Tests.Unit.Centre;

public sealed class CategoryGuessTests
{
    private static readonly Category Manhole = Of("gb47678/matter/01002", "窨井盖破损", "井盖 下水道盖 塌了");
    private static readonly Category Lamp = Of("gb47678/matter/01037", "路灯损坏", "路灯 不亮 黑灯");
    private static readonly Category Rubbish = Of("gb47678/matter/02001", "垃圾满溢", "垃圾 桶满 恶臭");

    [Fact]
    public void The_words_of_a_category_are_enough_for_a_first_proposal()
    {
        var guess = Learn([Manhole, Lamp, Rubbish], []);

        guess.Propose("门口路灯三天不亮了")[0].Key.ShouldBe(Lamp.Key);
        guess.Propose("垃圾桶满了没人收")[0].Key.ShouldBe(Rubbish.Key);
    }

    [Fact]
    public void What_people_filed_teaches_words_that_no_list_holds()
    {
        const string text = "那个圆的铁疙瘩一踩就翻";
        Learn([Manhole, Lamp, Rubbish], []).Propose(text).ShouldBeEmpty();

        var taught = Learn([Manhole, Lamp, Rubbish], Enumerable.Range(0, 30).Select(i => ($"圆的铁疙瘩翻了第 {i} 次", Manhole.Key)));

        taught.Propose(text)[0].Key.ShouldBe(Manhole.Key);
    }

    [Fact]
    public void Confidences_of_all_categories_make_one_and_the_best_stands_first()
    {
        var guesses = Learn([Manhole, Lamp, Rubbish], []).Propose("路灯旁边的垃圾", 10);

        guesses.Count.ShouldBe(3);
        guesses.Sum(g => g.Confidence).ShouldBe(1, 1e-9);
        guesses.ShouldBe(guesses.OrderByDescending(g => g.Confidence));
    }

    [Fact]
    public void A_text_that_says_two_things_is_less_certain_than_one_that_says_one()
    {
        var guess = Learn([Manhole, Lamp, Rubbish], []);

        guess.Propose("路灯下的垃圾桶")[0].Confidence.ShouldBeLessThan(guess.Propose("路灯不亮，一片黑灯")[0].Confidence);
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("zzz qqq 🙂")]
    [InlineData("𠮷䶮")]
    public void A_text_without_a_known_word_gets_no_proposal(string text) =>
        Learn([Manhole, Lamp, Rubbish], []).Propose(text).ShouldBeEmpty();

    [Fact]
    public void Categories_out_of_use_are_never_proposed()
    {
        var old = new Category
        {
            Key = "cjt214/matter/1",
            NameZh = "路灯损坏",
            IsInUse = false,
        };

        Learn([old, Rubbish], [("路灯坏了", old.Key)]).Propose("路灯和垃圾", 10).ShouldHaveSingleItem().Key.ShouldBe(Rubbish.Key);
    }

    private static TextClassifier Learn(IEnumerable<Category> categories, IEnumerable<(string, string)> filed) =>
        TextClassifier.Learn(CategoryGuesses.Lessons(categories, filed));

    private static Category Of(string key, string name, string words) =>
        new()
        {
            Key = key,
            NameZh = name,
            Words = words,
            IsInUse = true,
        };
}
