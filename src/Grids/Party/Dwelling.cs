using Gezhi.Platform;
using Gezhi.Platform.Protection;
using Gezhi.Platform.Text;

namespace Gezhi.Grids.Party;

/// <summary>Seals dwellings and draws the codes on the letters. 户址</summary>
public sealed class Dwelling(FieldCipher cipher)
{
    /// <summary>A household as it is kept.</summary>
    /// <param name="typed">E.g. "3号楼1单元502"; blanks and full-width signs make no other household of it.</param>
    public ContactHousehold Make(int district, PartyContact contact, string typed, DateOnly since, DateTime now)
    {
        var (text, code) = (PlainText.CleanLine(typed), ReceiptNo.New().Value);
        return new ContactHousehold
        {
            DistrictId = district,
            Id = Ids.New(now),
            ContactId = contact.Id,
            AreaCode = contact.AreaCode,
            DwellingSealed = cipher.Seal(district, ContactHousehold.DwellingField, text)!,
            DwellingIndex = Index(district, contact.AreaCode, text),
            CodeSealed = cipher.Seal(district, ContactHousehold.CodeField, code)!,
            CodeIndex = CodeIndex(district, code),
            Since = since,
        };
    }

    /// <summary>The same for the same dwelling of the same micro-grid, however it is typed.</summary>
    public byte[] Index(int district, string areaCode, string typed) =>
        cipher.Index(district, ContactHousehold.DwellingField, IndexText(areaCode, typed))!;

    /// <summary>What the blind index of a dwelling is made of: micro-grid, then letters and digits of what was typed.</summary>
    internal static string IndexText(string areaCode, string typed) =>
        areaCode + string.Concat(PlainText.Normalise(typed).Where(char.IsLetterOrDigit)).ToUpperInvariant();

    /// <summary>By which a dwelling may be kept, under every key.</summary>
    public byte[][] Indexes(int district, string areaCode, string typed) =>
        cipher.Indexes(district, ContactHousehold.DwellingField, IndexText(areaCode, typed));

    /// <summary>By which a dwelling that wants no contact is known again: of that nothing else is kept.</summary>
    public byte[] Mark(int district, string areaCode, string typed) =>
        cipher.Mark(district, ContactHousehold.DwellingField, IndexText(areaCode, typed));

    public byte[] CodeIndex(int district, string code) => cipher.Index(district, ContactHousehold.CodeField, code)!;

    /// <summary>By which a code may be kept, under every key.</summary>
    public byte[][] CodeIndexes(int district, string code) => cipher.Indexes(district, ContactHousehold.CodeField, code);

    public string Text(ContactHousehold household) =>
        cipher.Open(household.DistrictId, ContactHousehold.DwellingField, household.DwellingSealed)!;

    /// <summary>The code in groups, for the letter.</summary>
    public string Code(ContactHousehold household) =>
        ReceiptNo.Parse(cipher.Open(household.DistrictId, ContactHousehold.CodeField, household.CodeSealed)!).Display;
}
