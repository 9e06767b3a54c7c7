namespace Gezhi.Platform.Protection;

/// <summary>Marks a field of a model as personal and sensitive, and says what it is kept for. 敏感字段</summary>
/// <remarks>
/// The text itself is kept sealed (<see cref="FieldCipher"/>); what may stand beside it in the open is a mask, the last four and a blind index, and these
/// carry the mark as well. Tests read it: a sealed field without the mark fails, and so does a field that nobody put on the list.
/// </remarks>
/// <param name="purpose">Why it is kept at all, in the words of the trade.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class SensitiveAttribute(string purpose) : Attribute
{
    /// <summary>Why it is kept.</summary>
    public string Purpose { get; } = purpose;
}
