using System.Text;
using Gezhi.Platform.Text;
using Gezhi.Tests.Unit.Vectors;
using Shouldly;
using Xunit;

namespace Gezhi.Tests.Unit.Platform;

public class TextTests
{
    private static readonly DateOnly Today = new(2026, 3, 5);

    [Theory]
    [InlineData("  路灯坏了\r\n三天\r没人修\u2028\n ", "路灯坏了\n三天\n没人修")]
    [InlineData("路灯\u202E了坏\u0000\u0007\u200B\uFEFF", "路灯了坏")]
    [InlineData("𠮷先生与䶮女士👨‍👩‍👧❤️", "𠮷先生与䶮女士👨‍👩‍👧❤️")]
    [InlineData("半个\uD842字", "半个字")]
    [InlineData("a\tb", "a b")]
    [InlineData("a\r\r\n\nb", "a\n\n\nb")]
    [InlineData("<script>alert(1)</script>", "<script>alert(1)</script>")]
    [InlineData(null, "")]
    public void Words_are_cleaned_but_not_changed(string? typed, string clean)
    {
        PlainText.Clean(typed).ShouldBe(clean);
        PlainText.Clean(clean).ShouldBe(clean);
    }

    [Fact]
    public void A_line_has_no_line_ends() => PlainText.CleanLine(" 柳林路\r\n  路灯\t下 ").ShouldBe("柳林路 路灯 下");

    [Fact]
    public void Length_counts_what_the_reader_sees()
    {
        TextElements.Length("𠮷䶮👨‍👩‍👧é").ShouldBe(4);
        TextElements.Length(null).ShouldBe(0);
        TextElements.Cut("𠮷䶮👨‍👩‍👧好", 3).ShouldBe("𠮷䶮…");
        TextElements.Cut("𠮷䶮👨‍👩‍👧", 3).ShouldBe("𠮷䶮👨‍👩‍👧");
        TextElements.Cut("路灯坏了", 2).ShouldBe("路…");
    }

    [Fact]
    public void A_cut_text_is_never_longer_than_asked()
    {
        foreach (var text in RandomText.Nasty(500))
        {
            var cut = TextElements.Cut(text, 7);
            TextElements.Length(cut).ShouldBeLessThanOrEqualTo(7);
        }
    }

    [Fact]
    public void An_area_code_is_its_own_path()
    {
        var micro = AreaCode.Parse("41010300700100102");

        micro.Level.ShouldBe(AreaLevel.MicroGrid);
        micro.DistrictId.ShouldBe(410103);
        micro.Path.Select(a => a.Value).ShouldBe(["410103", "410103007", "410103007001", "410103007001001", "41010300700100102"]);
        micro.Parent.ShouldBe(AreaCode.Parse("410103007001001"));
        AreaCode.Parse("410103").Parent.ShouldBeNull();
        micro.IsUnder(AreaCode.Parse("410103007")).ShouldBeTrue();
        micro.IsUnder(micro).ShouldBeTrue();
        micro.IsUnder(AreaCode.Parse("410103008")).ShouldBeFalse();
        AreaCode.Parse("410103").IsUnder(micro).ShouldBeFalse();
        micro.IsUnder(default).ShouldBeFalse();
    }

    [Fact]
    public void Every_township_vector_is_a_street_of_its_district()
    {
        foreach (
            var v in Vector.File("identifiers-testvectors.json").GetProperty("codes").GetProperty("zhengzhouTownships").EnumerateArray()
        )
        {
            AreaCode.TryParse(v.Text("code"), out var street).ShouldBeTrue();
            street.Level.ShouldBe(AreaLevel.Street);
        }
    }

    [Theory]
    [InlineData("4101030")]
    [InlineData("41010A")]
    [InlineData("")]
    [InlineData("4101030070010010")]
    public void What_is_no_area_code_is_refused(string text) => AreaCode.TryParse(text, out _).ShouldBeFalse();

    [Fact]
    public void A_receipt_number_is_read_back_however_it_is_typed()
    {
        HashSet<string> drawn = [];
        for (var n = 0; n < 2_000; n++)
        {
            var no = ReceiptNo.New();
            drawn.Add(no.Value).ShouldBeTrue();
            no.Value.Length.ShouldBe(12);
            no.Display.Length.ShouldBe(14);

            var typed = no
                .Display.ToLowerInvariant()
                .Replace('0', 'o')
                .Replace('1', n % 2 == 0 ? 'l' : 'I')
                .Replace("-", n % 3 == 0 ? " " : "-", StringComparison.Ordinal);
            ReceiptNo.TryParse($" {typed} ", out var read).ShouldBeTrue(typed);
            read.ShouldBe(no);
        }
    }

    [Theory]
    [InlineData("回执编号：QS6CBWPA3VNY")]
    [InlineData("回执编号QS6C BWPA 3VNY，请查收")]
    [InlineData("QS6C—BWPA·3VNY")]
    [InlineData("ＱＳ６Ｃ－ＢＷＰＡ－３ＶＮＹ")]
    [InlineData("No. qs6c-bwpa-3vny")]
    [InlineData("https://gezhi.example/receipt/QS6C-BWPA-3VNY")]
    public void A_receipt_number_is_found_in_what_people_paste(string text)
    {
        ReceiptNo.TryParse(text, out var no).ShouldBeTrue();
        no.Value.ShouldBe("QS6CBWPA3VNY");
    }

    [Theory]
    [InlineData("ABCD-EFGH-JKM")]
    [InlineData("ABCD-EFGH-JKMNP")]
    [InlineData("ABCD-EFGH-JKMU")]
    [InlineData(null)]
    public void What_is_no_receipt_number_is_refused(string? text) => ReceiptNo.TryParse(text, out _).ShouldBeFalse();

    [Fact]
    public void Every_encoding_vector_survives_gb18030_and_is_detected()
    {
        var vectors = Vector.File("identifiers-testvectors.json").GetProperty("encoding").EnumerateArray().ToList();
        vectors.Count.ShouldBe(4);
        foreach (var v in vectors)
        {
            var text = v.Text("text");
            var bytes = CsvText.Gb18030.GetBytes(text);

            Convert.ToHexString(bytes).ShouldBe(v.Text("gb18030"));
            CsvText.Decode(bytes).ShouldBe(text);
            CsvText.Decode(Encoding.UTF8.GetBytes(text)).ShouldBe(text);
            CsvText.Decode([0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(text)]).ShouldBe(text);
            CsvText.Decode([0xFF, 0xFE, .. Encoding.Unicode.GetBytes(text)]).ShouldBe(text);
            TextElements.Length("𠮷").ShouldBe(1);
        }
    }

    [Fact]
    public void A_character_on_the_edge_of_a_read_does_not_spoil_the_detection()
    {
        for (var shift = 0; shift < 4; shift++)
        {
            var text = new string('a', 16 * 1024 - shift) + "𠮷路灯";
            using var stream = new MemoryStream(Encoding.UTF8.GetBytes(text));

            CsvText.Detect(stream).WebName.ShouldBe("utf-8");
            stream.Position.ShouldBe(0);
        }
        CsvText.Decode([]).ShouldBe("");
        CsvText.Detect(new MemoryStream([0x61, 0xE8, 0xB7])).ShouldBe(CsvText.Gb18030, "a cut UTF-8 character is not UTF-8");
    }

    [Theory]
    [InlineData("=HYPERLINK(\"x\")", "'=HYPERLINK(\"x\")")]
    [InlineData("  +1", "'  +1")]
    [InlineData("@SUM(1)", "'@SUM(1)")]
    [InlineData("-2+3", "'-2+3")]
    [InlineData("-12.5", "-12.5")]
    [InlineData("410199189001010012", "=\"410199189001010012\"")]
    [InlineData("41019918900101008X", "=\"41019918900101008X\"")]
    [InlineData("0371", "=\"0371\"")]
    [InlineData("13800138000", "13800138000")]
    [InlineData("路灯坏了", "路灯坏了")]
    [InlineData(null, "")]
    public void A_cell_can_neither_run_nor_lose_digits(string? value, string cell)
    {
        CsvText.Cell(value).ShouldBe(cell);
        CsvText.FromCell(cell).ShouldBe(value ?? "");
    }

    [Fact]
    public void A_row_is_quoted_where_it_must_be() =>
        CsvText
            .Row("柳林路", "灯,坏", "他说\"不亮\"", "0371", null)
            .ShouldBe("柳林路,\"灯,坏\",\"他说\"\"不亮\"\"\",\"=\"\"0371\"\"\",\r\n");

    [Fact]
    public void Any_cell_comes_back_as_it_was()
    {
        foreach (var text in RandomText.Nasty(2_000))
            CsvText.FromCell(CsvText.Cell(text)).ShouldBe(text);
    }

    [Fact]
    public void No_text_makes_a_reader_throw()
    {
        foreach (var text in RandomText.Nasty(1_500))
        {
            Should.NotThrow(
                () =>
                {
                    if (CitizenId.Read(text, Today, out var id) == CitizenIdFault.None)
                        id.Value.Length.ShouldBe(18);
                    CitizenId.Upgrade(text, Today)?.Value.Length.ShouldBe(18);
                    if (Uscc.TryParse(text, out var uscc))
                        Uscc.IsValid(uscc.Value).ShouldBeTrue();
                    if (OrganisationCode.TryParse(text, out var code))
                        OrganisationCode.IsValid(code.Value).ShouldBeTrue();
                    if (Phone.TryParse(text, out var phone))
                        Phone.IsValid(phone.Value).ShouldBeTrue();
                    if (AreaCode.TryParse(text, out var area))
                        area.IsUnder(area).ShouldBeTrue();
                    if (ReceiptNo.TryParse(text, out var no))
                        ReceiptNo.Parse(no.Display).ShouldBe(no);
                    PlainText.Clean(PlainText.Clean(text)).ShouldBe(PlainText.Clean(text));
                    SearchText.Query(text).Matches(text);
                    _ = (
                        Mask.Name(text),
                        Mask.Phone(text),
                        Mask.Id(text),
                        Mask.Address(text),
                        Mask.BankCard(text),
                        Mask.Plate(text),
                        Mask.Email(text)
                    );
                    CsvText.Decode(CsvText.Gb18030.GetBytes(text));
                },
                text
            );
        }
    }
}
