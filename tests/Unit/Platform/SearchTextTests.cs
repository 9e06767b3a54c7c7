using System.Text;
using Gezhi.Platform.Text;
using Shouldly;
using Xunit;

namespace Gezhi.Tests.Unit.Platform;

public class SearchTextTests
{
    [Theory]
    [InlineData("迎宾西路25号", "迎宾 宾西 西路 路 25 号")]
    [InlineData("豫Ａ12345", "豫 a12345")]
    [InlineData("𠮷野家 KFC、5G网络", "𠮷野 野家 家 kfc 5g 网络 络")]
    [InlineData("x\u0302y", "xy")]
    [InlineData("阿里・巴巴", "阿里 里 巴巴 巴")]
    [InlineData("张伟,张伟", "张伟 伟")]
    [InlineData("", "")]
    public void Text_is_cut_into_pairs_and_words(string text, string tokens) => SearchText.Index(text).ShouldBe(tokens);

    [Fact]
    public void Fields_do_not_run_into_each_other() => SearchText.Index("张伟", null, "国庆路").ShouldBe("张伟 伟 国庆 庆路 路");

    [Theory]
    [InlineData("迎宾西路25号", "\"迎宾\" AND \"宾西\" AND \"西路\" AND \"25\"", "'迎宾' & '宾西' & '西路' & '25'")]
    [InlineData("王", "\"王\"*", "'王':*")]
    [InlineData("张伟 138", "\"张伟\" AND \"138\"", "'张伟' & '138'")]
    [InlineData("%_'\"", "", "")]
    public void A_query_asks_for_every_token_and_a_lone_character_for_a_beginning(string typed, string fts5, string tsQuery)
    {
        var query = SearchText.Query(typed);

        query.Fts5.ShouldBe(fts5);
        query.TsQuery.ShouldBe(tsQuery);
        query.IsEmpty.ShouldBe(fts5.Length == 0);
    }

    [Fact]
    public void Every_token_is_letters_and_digits_whatever_was_typed()
    {
        foreach (var text in RandomText.Nasty(2_000).Append("हिन्दी").Append(RandomText.EveryCharacter))
        {
            string[] tokens = [.. SearchText.Query(text).Tokens.Select(t => t.Text), .. SearchText.Index(text).Split(' ')];
            tokens
                .SelectMany(t => t.EnumerateRunes())
                .Where(r => !Rune.IsLetterOrDigit(r) && r.Value != '〇' && r.Value < 0x20000)
                .ShouldBeEmpty();
            tokens.Max(t => t.Length).ShouldBeLessThanOrEqualTo(65);
        }
        SearchText.Query(new string('a', 5_000)).Tokens.ShouldHaveSingleItem().Text.Length.ShouldBe(64);
        SearchText.Query(string.Concat(Enumerable.Range(0x4E00, 5_000).Select(c => (char)c))).Tokens.Count.ShouldBeLessThan(100);
    }

    [Fact]
    public void Numbers_match_whole()
    {
        Finds("99号", "柳林路99号").ShouldBeTrue();
        Finds("99号", "柳林路199号").ShouldBeFalse();
    }

    [Fact]
    public void Pairs_that_lie_apart_are_found_out_by_the_recheck()
    {
        const string Text = "宾西街与迎宾路";
        var index = SearchText.Index(Text);
        SearchText.Query("迎宾西").Tokens.ShouldAllBe(t => index.Contains(t.Text));

        SearchText.Query("迎宾西").Matches(Text).ShouldBeFalse();
    }

    [Fact]
    public void Any_piece_of_a_chinese_text_finds_it()
    {
        var random = new Random(2);
        for (var n = 0; n < 3_000; n++)
        {
            var text = RandomText.Draw(random, "路灯坏了柳林路");
            if (text.Length == 0)
                continue;
            var start = random.Next(text.Length);
            var piece = text.Substring(start, random.Next(1, text.Length - start + 1));

            Finds(piece, text).ShouldBeTrue($"{piece} in {text}");
        }
    }

    /// <summary>What both databases do: all tokens present, then the recheck.</summary>
    private static bool Finds(string typed, string text)
    {
        var index = SearchText.Index(text).Split(' ');
        var query = SearchText.Query(typed);
        return query.Tokens.All(t => t.IsPrefix ? index.Any(i => i.StartsWith(t.Text, StringComparison.Ordinal)) : index.Contains(t.Text))
            && query.Matches(text);
    }
}
