using System.Text;
using Gezhi.Cases.Proposing;
using Shouldly;
using Xunit;

namespace Gezhi.Tests.Unit.Proposing;

public sealed class CleanTextTests
{
    [Theory]
    [InlineData("窨井盖 缺了半边", "窨井盖缺了半边")]
    [InlineData("请打 １３８０００００００１ 联系", "请打0联系")]
    [InlineData("ＡＢＣ１２３号楼", "abc123号楼")]
    [InlineData("等了…３天", "等了...3天")]
    [InlineData("12 34", "1234")]
    [InlineData("", "")]
    [InlineData(null, "")]
    public void Folds_leaves_out_blanks_and_cuts_long_numbers(string? said, string clean) => CleanText.Of(said).ShouldBe(clean);

    [Fact]
    public void Every_single_character_folds_as_in_a_whole_text()
    {
        for (var code = 1; code < char.MaxValue; code++)
            if (!char.IsSurrogate((char)code))
                CleanText.Of($"路{(char)code}灯").ShouldBe(TheLongWay($"路{(char)code}灯"), $"U+{code:X4}");
    }

    [Fact]
    public void Quick_and_long_way_give_the_same_for_any_mixture()
    {
        var dice = new Random(11);
        string[] parts =
        [
            "路灯",
            "１２３４５",
            "7",
            " ",
            "\n",
            "é",
            "e\u0301",
            "\u1100\u1161",
            "가",
            "ﬁ",
            "㎡",
            "①",
            "…",
            "🙂",
            "\uD83D",
            "İ",
            "ｶﾞ",
            "が",
            "か\u3099",
        ];
        for (var round = 0; round < 5_000; round++)
        {
            var text = new StringBuilder();
            for (var i = dice.Next(12); i >= 0; i--)
                text.Append(parts[dice.Next(parts.Length)]);
            CleanText.Of(text.ToString()).ShouldBe(TheLongWay(text.ToString()));
        }
    }

    private static string TheLongWay(string text)
    {
        char[] into = [];
        var length = CleanText.WriteTheLongWay(text, ref into);
        return new string(into, 0, length);
    }
}
