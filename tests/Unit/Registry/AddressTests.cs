using Gezhi.Registry.Addresses;
using Gezhi.Registry.Contract;
using Gezhi.Registry.Importing;
using Gezhi.Registry.Sampling;
using Shouldly;
using Xunit;

namespace Gezhi.Tests.Unit.Registry;

/// <summary>Addresses as people write them, codes of components, and the lot.</summary>
public sealed class AddressTests
{
    [Theory]
    [InlineData("德化街12号百年里小区3号楼2单元501室", "德化街|12|百年里小区|3|2|501")]
    [InlineData("河南省郑州市二七区德化街街道德化社区德化街12号百年里3号楼2单元501", "德化街|12|百年里|3|2|501")]
    [InlineData("百年里3-2-501", "||百年里|3|2|501")]
    [InlineData("百年里3-501", "||百年里|3||501")]
    [InlineData("百年里小区", "||百年里小区|||")]
    [InlineData("德化街12号", "德化街|12||||")]
    [InlineData("德化街12号院3号楼", "德化街||12号院|3||")]
    [InlineData("大学路40号附近", "大学路|40|附近|||")]
    [InlineData("百年里三号楼二单元五层501室", "||百年里|3|2|501")]
    [InlineData("百年里十二号楼", "||百年里|12||")]
    [InlineData("金水花园A座1201", "||金水花园|A||1201")]
    [InlineData("建设东路7号新华社区家属院5幢", "建设东路|7|新华社区家属院|5||")]
    [InlineData("ｂａｉ年里　03号楼", "||bai年里|3||")]
    [InlineData("", "|||||")]
    public void An_address_is_read_in_parts_and_missing_ones_are_left_out(string typed, string parts)
    {
        var read = AddressText.Read(typed);
        $"{read.Road}|{read.DoorNo}|{read.Compound}|{read.BuildingNo}|{read.Unit}|{read.Room}".ShouldBe(parts, typed);
    }

    [Fact]
    public void What_is_written_from_parts_is_read_as_the_same_parts()
    {
        foreach (var road in new[] { "", "德化街" })
        foreach (var building in new[] { "", "3", "A" })
        foreach (var unit in new[] { "", "2" })
        foreach (var room in new[] { "", "501", "1201A" })
        {
            var parts = new AddressParts(
                road,
                road.Length > 0 ? "12" : "",
                "百年里",
                building,
                building.Length > 0 ? unit : "",
                building.Length > 0 ? room : ""
            );
            AddressText.Read(parts.Text).ShouldBe(parts, parts.Text);
        }
    }

    [Fact]
    public void Nothing_that_is_typed_takes_long_or_breaks_the_reading()
    {
        var dice = new Random(11);
        const string Letters = "路街号楼栋单元室区市省院-—0123456789一二三十甲ＡＢab《》=\u0000 ";
        for (var i = 0; i < 3_000; i++)
            AddressText
                .Read(string.Concat(Enumerable.Range(0, dice.Next(300)).Select(_ => Letters[dice.Next(Letters.Length)])))
                .ShouldNotBeNull();
    }

    [Theory]
    [InlineData("41010301037000001", true)]
    [InlineData(" 4101 0301037000001", true)]
    [InlineData("4101030103700001", false)] // 16 digits, of 2013
    [InlineData("41010201037000001", false)] // another district
    [InlineData("41010301037000000", false)]
    [InlineData("41010300037000001", false)]
    [InlineData("4101030103700000X", false)]
    public void A_component_code_has_17_digits_of_its_own_district(string typed, bool isGood)
    {
        ComponentCode.TryParse(typed, 410103, out var code).ShouldBe(isGood);
        if (isGood)
            (code.Major, code.Class).ShouldBe(("01", "01037"));
    }

    [Fact]
    public void The_lot_does_not_hang_on_the_order_in_which_records_come()
    {
        var ids = Enumerable.Range(0, 500).Select(i => new Guid(i, 0, 0, [1, 2, 3, 4, 5, 6, 7, 8])).ToList();
        var drawn = KeepSamples.Lot(42, ids, i => i, 20);
        KeepSamples.Lot(42, Enumerable.Reverse(ids), i => i, 20).ShouldBe(drawn);
        KeepSamples.Lot(43, ids, i => i, 20).ShouldNotBe(drawn);
        drawn.Distinct().Count().ShouldBe(20);
        var often = Enumerable
            .Range(0, 400)
            .SelectMany(seed => KeepSamples.Lot(seed, ids, i => i, 50))
            .CountBy(i => i)
            .Select(c => c.Value)
            .ToList();
        often.Count.ShouldBe(500, "everybody's turn comes");
        often.Max().ShouldBeLessThan(90, "40 on average");
    }

    [Fact]
    public void Every_field_of_a_file_has_a_usual_name_and_the_needed_ones_are_among_them()
    {
        foreach (var kind in Enum.GetValues<ImportKind>())
        {
            var fields = ImportFields.Of(kind);
            fields.Distinct().Count().ShouldBe(fields.Count);
            ImportFields.Needed(kind).SelectMany(g => g).ShouldBeSubsetOf(fields);
            ImportFields.IsEnough(kind, new Dictionary<string, string>()).ShouldBeFalse();
        }
        var map = ImportFields.Guess(
            ImportKind.Residents,
            ["姓名", "现住址", "手机号码", "公民身份号码"],
            new Dictionary<string, string>()
        );
        map.ShouldBe(
            new Dictionary<string, string>
            {
                ["Address"] = "现住址",
                ["Name"] = "姓名",
                ["Phone"] = "手机号码",
                ["CitizenId"] = "公民身份号码",
            },
            ignoreOrder: true
        );
    }
}
