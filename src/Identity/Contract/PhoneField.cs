namespace Gezhi.Identity.Contract;

/// <summary>Names under which phones are sealed: a value cannot be moved from one to another.</summary>
internal static class PhoneField
{
    public const string Account = "identity.account.phone";
    public const string Resident = "identity.resident.phone";
}
