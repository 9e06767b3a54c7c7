namespace Gezhi.Grids.Contract;

/// <summary>Rate limit of the page that households open with the code on their letter, by address. 查询限速</summary>
public static class ContactLimit
{
    /// <summary>As the host registers it. 名称</summary>
    public const string Name = "contact-codes";
}
