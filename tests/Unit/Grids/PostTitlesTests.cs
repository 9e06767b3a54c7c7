using System.Globalization;
using Gezhi.Grids.Contract;
using Gezhi.Grids.Locating;
using Shouldly;
using Xunit;

namespace Gezhi.Tests.Unit.Grids;

/// <summary>Titles of posts are kept in Chinese and read in English where they are made of known parts.</summary>
public sealed class PostTitlesTests
{
    [Theory]
    [InlineData("民主路社区第1网格网格员", "Minzhu Road Community Grid 1 grid worker")]
    [InlineData("民主路社区第1网格3微网格长", "Minzhu Road Community Grid 1 Micro-grid 3 lead")]
    [InlineData("民主路社区书记", "Minzhu Road Community secretary")]
    [InlineData("德化街街道分管领导", "Dehua Street leader in charge")]
    [InlineData("2号受理席", "Intake desk 2")]
    [InlineData("核查3组", "Checking team 3")]
    [InlineData("值班长", "Shift leader")]
    [InlineData("交警大队经办人", "Traffic Police Brigade case officer")]
    [InlineData("交警大队", "Traffic Police Brigade")]
    [InlineData("没有这个队经办人", "没有这个队经办人")]
    [InlineData("老李的帮手", "老李的帮手")]
    [InlineData("没有这个社区网格员", "没有这个社区网格员")]
    public void A_title_is_read_in_english_and_stays_as_it_was_given_for_others(string title, string english)
    {
        var map = new GridMap();
        map.Replace(
            new GridSnapshot(
                new DateOnly(2026, 3, 5),
                new Dictionary<GridLayer, IReadOnlyList<GridShape>>(),
                new Dictionary<string, string>
                {
                    ["410103010"] = "德化街街道",
                    ["410103010004"] = "民主路社区",
                    ["410103010004001"] = "民主路社区第1网格",
                    ["41010301000400103"] = "民主路社区第1网格3微网格",
                },
                new Dictionary<string, string>
                {
                    ["410103010"] = "Dehua Street",
                    ["410103010004"] = "Minzhu Road Community",
                    ["410103010004001"] = "Minzhu Road Community Grid 1",
                    ["41010301000400103"] = "Minzhu Road Community Grid 1 Micro-grid 3",
                }
            )
        );
        var titles = new PostTitles(map, name => name == "交警大队" ? "Traffic Police Brigade" : null);

        In("en", () => titles.Read(title)).ShouldBe(english);
        In("zh-CN", () => titles.Read(title)).ShouldBe(title);
    }

    private static string In(string language, Func<string> read)
    {
        var before = CultureInfo.CurrentUICulture;
        try
        {
            CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
            return read();
        }
        finally
        {
            CultureInfo.CurrentUICulture = before;
        }
    }
}
