using Gezhi.Platform.Problems;
using Gezhi.Platform.Protection;
using Gezhi.Platform.Text;
using Gezhi.Registry.Records;
using Gezhi.Registry.Searching;

namespace Gezhi.Registry.Keeping;

/// <summary>Seals what people say of themselves, and makes the masks, tails and hashes that stand beside it. 封存</summary>
/// <remarks>Only this direction: nothing here opens a field.</remarks>
public sealed class PersonSeal(FieldCipher cipher, EntryWords words)
{
    /// <returns>Hashes for the entry.</returns>
    public IReadOnlyList<string> Name(Person person, string name)
    {
        person.NameSealed = cipher.Seal(person.DistrictId, Person.NameField, name)!;
        person.NameMask = Mask.Name(name);
        return [.. words.Name(person.DistrictId, name)];
    }

    /// <param name="phone">Null takes it away.</param>
    /// <returns>Hashes for the entry.</returns>
    public IReadOnlyList<string> Phone(Person person, string? phone)
    {
        person.PhoneSealed = cipher.Seal(person.DistrictId, Person.PhoneField, phone);
        person.PhoneIndex = cipher.Index(person.DistrictId, Person.PhoneField, phone);
        person.PhoneTail = phone?[^4..];
        return phone is null ? [] : [.. words.Phone(person.DistrictId, phone)];
    }

    /// <param name="citizenId">Null takes it away.</param>
    /// <returns>Hashes for the entry.</returns>
    public IReadOnlyList<string> CitizenId(Person person, string? citizenId)
    {
        person.CitizenIdSealed = cipher.Seal(person.DistrictId, Person.CitizenIdField, citizenId);
        person.CitizenIdIndex = cipher.Index(person.DistrictId, Person.CitizenIdField, citizenId);
        person.CitizenIdTail = citizenId?[^4..];
        return citizenId is null ? [] : [.. words.CitizenId(person.DistrictId, citizenId)];
    }

    /// <summary>Phone and number go. 清除号码</summary>
    public void ForgetNumbers(Person person)
    {
        Phone(person, null);
        CitizenId(person, null);
        person.ConsentedOn = null;
    }

    /// <summary>The consent was taken back and a hold keeps the numbers: nobody is shown or finds anything of them. 只存不用</summary>
    public static void Close(Person person) => (person.PhoneTail, person.CitizenIdTail, person.ConsentedOn) = (null, null, null);

    /// <summary>Nothing is left by which anybody could be known. 清除</summary>
    public void Forget(Person person)
    {
        Name(person, "");
        Phone(person, null);
        CitizenId(person, null);
        (person.BirthYear, person.ConsentedOn) = (null, null);
    }

    /// <summary>Hashes by which a name is found, without keeping it: to see whether somebody is there already. One list for each key of the ring.</summary>
    public IEnumerable<IEnumerable<string>> NameWords(int districtId, string name) => words.NameUnderEachKey(districtId, name);

    /// <summary>By which the same number is found again, under every key.</summary>
    public byte[][] IndexesOf(int districtId, string citizenId) => cipher.Indexes(districtId, Person.CitizenIdField, citizenId);

    /// <summary>By which the same phone is found again, under every key.</summary>
    public byte[][] IndexesOfPhone(int districtId, string phone) => cipher.Indexes(districtId, Person.PhoneField, phone);

    /// <param name="name">Null takes it away.</param>
    /// <returns>Hashes for the entry.</returns>
    public IReadOnlyList<string> Contact(Organisation organisation, string? name)
    {
        organisation.ContactSealed = cipher.Seal(organisation.DistrictId, Organisation.ContactField, name);
        organisation.ContactMask = name is null ? null : Mask.Name(name);
        return name is null ? [] : [.. words.Name(organisation.DistrictId, name)];
    }

    /// <param name="phone">Null takes it away.</param>
    /// <returns>Hashes for the entry.</returns>
    public IReadOnlyList<string> Phone(Organisation organisation, string? phone)
    {
        organisation.PhoneSealed = cipher.Seal(organisation.DistrictId, Organisation.PhoneField, phone);
        organisation.PhoneIndex = cipher.Index(organisation.DistrictId, Organisation.PhoneField, phone);
        organisation.PhoneTail = phone?[^4..];
        return phone is null ? [] : [.. words.Phone(organisation.DistrictId, phone)];
    }

    /// <exception cref="InvalidInput">Typed, and no phone of a person.</exception>
    internal static string? CheckedPhone(string? typed) =>
        string.IsNullOrWhiteSpace(typed) ? null
        : Platform.Text.Phone.TryParse(typed, out var phone) && phone.ReachesPerson ? phone.Value
        : throw new InvalidInput("Phone", "registry.phone-wrong");
}
