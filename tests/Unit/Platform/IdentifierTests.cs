using System.Globalization;
using System.Text.Json;
using Gezhi.Platform.Text;
using Gezhi.Tests.Unit.Vectors;
using Shouldly;
using Xunit;

namespace Gezhi.Tests.Unit.Platform;

public class IdentifierTests
{
    private static readonly DateOnly Today = new(2026, 3, 5);
    private static readonly JsonElement File = Vector.File("identifiers-testvectors.json");

    [Fact]
    public void Every_citizen_number_vector_is_judged_as_written()
    {
        var vectors = File.GetProperty("citizenId").GetProperty("vectors").EnumerateArray().ToList();
        vectors.Count.ShouldBe(19);
        foreach (var v in vectors)
        {
            var (value, valid) = (v.Text("value"), v.GetProperty("valid").GetBoolean());
            CitizenId.IsValid(value, Today).ShouldBe(valid, value);
            if (!valid)
                continue;

            CitizenId.Read(value.ToLowerInvariant(), Today, out var id).ShouldBe(CitizenIdFault.None);
            id.Value.ShouldBe(value);
            id.Region.ShouldBe(v.Text("region"));
            id.BornOn.ShouldBe(DateOnly.Parse(v.Text("birth"), CultureInfo.InvariantCulture));
            id.IsMale.ShouldBe(v.Text("sex") == "male");
        }
    }

    [Theory]
    [InlineData("１１０１０５１９４９１２３１００２Ｘ", CitizenIdFault.None)]
    [InlineData(" 410199189001010012", CitizenIdFault.None)]
    [InlineData("410199 18900101 0012", CitizenIdFault.None)]
    [InlineData("41019918900101008x", CitizenIdFault.None)]
    [InlineData("410199189001010010", CitizenIdFault.Check)]
    [InlineData("410199199002300010", CitizenIdFault.Birth)]
    [InlineData("410199209901010013", CitizenIdFault.Birth)]
    [InlineData("000000199001010018", CitizenIdFault.Region)]
    [InlineData("410199189A01010012", CitizenIdFault.Character)]
    [InlineData("41019918900101001", CitizenIdFault.Length)]
    [InlineData(null, CitizenIdFault.Length)]
    public void A_typed_citizen_number_is_put_right_or_its_fault_is_named(string? typed, CitizenIdFault fault) =>
        CitizenId.Read(typed, Today, out _).ShouldBe(fault);

    [Fact]
    public void Old_fifteen_digit_numbers_are_brought_to_todays_form()
    {
        var vectors = File.GetProperty("citizenId").GetProperty("legacy15").EnumerateArray().ToList();
        vectors.Count.ShouldBe(2);
        foreach (var v in vectors)
        {
            CitizenId.Upgrade(v.Text("legacy15"), Today).ShouldNotBeNull().Value.ShouldBe(v.Text("upgraded18"));
        }
        CitizenId.Upgrade("410199189001010012", Today).ShouldBeNull();
        CitizenId.Upgrade("410199901301001", Today).ShouldBeNull("no thirteenth month");
    }

    [Fact]
    public void A_changed_digit_is_noticed()
    {
        const string Good = "410199189001010012";
        for (var place = 0; place < 18; place++)
        {
            foreach (var digit in "0123456789".Where(d => d != Good[place]))
            {
                CitizenId.IsValid(Good[..place] + digit + Good[(place + 1)..], Today).ShouldBeFalse();
            }
        }
    }

    [Fact]
    public void A_citizen_number_in_a_message_shows_only_its_mask()
    {
        CitizenId.Read("410199189001010012", Today, out var id).ShouldBe(CitizenIdFault.None);
        Phone.TryParse("13800138000", out var phone).ShouldBeTrue();

        $"{id} {phone}".ShouldBe("410199********0012 138****8000");
    }

    [Fact]
    public void Every_organisation_vector_is_judged_as_written()
    {
        var vectors = File.GetProperty("uscc").GetProperty("vectors").EnumerateArray().ToList();
        vectors.Count.ShouldBe(14);
        foreach (var v in vectors)
        {
            var value = v.Text("value");
            Uscc.IsValid(value).ShouldBe(v.GetProperty("valid").GetBoolean(), value);
            if (v.TextOrNull("note")?.Contains("passes GB 11714", StringComparison.Ordinal) != true)
                continue;
            Uscc.TryParse(value, out var code).ShouldBeTrue();
            code.HasValidOrganisationCode.ShouldBeTrue(value);
        }
        Uscc.TryParse("91350100m000100y43", out var small).ShouldBeTrue();
        small.Value.ShouldBe("91350100M000100Y43");
        small.OrganisationCodeText.ShouldBe("M000100Y-4");
        Uscc.TryParse("914101990000000280", out var odd).ShouldBeTrue();
        odd.HasValidOrganisationCode.ShouldBeFalse();
    }

    [Fact]
    public void Every_organisation_code_vector_holds_and_a_wrong_check_does_not()
    {
        var vectors = File.GetProperty("organisationCode").GetProperty("vectors").EnumerateArray().ToList();
        vectors.Count.ShouldBe(5);
        foreach (var v in vectors)
        {
            var value = v.Text("value");
            OrganisationCode.IsValid(value).ShouldBe(v.GetProperty("valid").GetBoolean(), value);
            OrganisationCode.TryParse(value.Replace("-", "", StringComparison.Ordinal).ToLowerInvariant(), out var code).ShouldBeTrue();
            code.Value.ShouldBe(value);
            OrganisationCode.IsValid(value[..9] + (value[9] == '1' ? '2' : '1')).ShouldBeFalse();
        }
    }

    [Fact]
    public void Every_phone_vector_is_judged_as_written()
    {
        var vectors = File.GetProperty("phones").EnumerateArray().ToList();
        vectors.Count.ShouldBe(11);
        foreach (var v in vectors)
            Phone.IsValid(v.Text("value")).ShouldBe(v.GetProperty("valid").GetBoolean(), v.Text("value"));
    }

    [Theory]
    [InlineData("+8613800138000", "13800138000", PhoneKind.Mobile)]
    [InlineData("0086 138-0013-8000", "13800138000", PhoneKind.Mobile)]
    [InlineData("8613800138000", "13800138000", PhoneKind.Mobile)]
    [InlineData("１３８００１３８０００", "13800138000", PhoneKind.Mobile)]
    [InlineData("037167580990", "0371-67580990", PhoneKind.Landline)]
    [InlineData("(0371) 67580990", "0371-67580990", PhoneKind.Landline)]
    [InlineData("+86 371 6758 0990", "0371-67580990", PhoneKind.Landline)]
    [InlineData("01088888888", "010-88888888", PhoneKind.Landline)]
    [InlineData("400-123-4567", "4001234567", PhoneKind.Service)]
    [InlineData("12345", "12345", PhoneKind.Short)]
    [InlineData("110", "110", PhoneKind.Short)]
    public void A_typed_phone_number_gets_one_written_form(string typed, string value, PhoneKind kind)
    {
        Phone.TryParse(typed, out var phone).ShouldBeTrue();

        phone.Value.ShouldBe(value);
        phone.Kind.ShouldBe(kind);
        phone.ReachesPerson.ShouldBe(kind is PhoneKind.Mobile or PhoneKind.Landline);
    }

    [Theory]
    [InlineData("")]
    [InlineData(null)]
    [InlineData("王师傅 13800138000")]
    [InlineData("138001380001")]
    [InlineData("13800138000转801")]
    public void What_is_no_phone_number_is_refused(string? typed) => Phone.TryParse(typed, out _).ShouldBeFalse();
}
