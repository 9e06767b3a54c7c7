namespace Gezhi.Grids.Party;

/// <summary>Rate limit of the page that households open with the code on their letter, by address. 查询限速</summary>
public static class ContactLimit
{
    public const string Name = "contact-codes";
}
