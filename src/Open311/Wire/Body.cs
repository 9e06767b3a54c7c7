namespace Gezhi.Open311.Wire;

/// <summary>One field: a name and null, text, a boolean, a number, <see cref="Fields"/> or a <see cref="Listing"/>. 字段</summary>
internal readonly record struct Field(string Name, object? Value);

/// <summary>Fields in the order of the specification. 字段组</summary>
internal sealed class Fields : List<Field>
{
    public void Add(string name, object? value) => Add(new Field(name, value));
}

/// <summary>Several of a kind. XML repeats <paramref name="Item"/> inside the field's element, JSON has an array. 列表</summary>
internal sealed record Listing(string Item, IReadOnlyList<object?> Values);

/// <summary>
/// What is answered, before it is XML or JSON. The conversion of the specification ("Spark") drops the outer element in JSON: a list becomes an
/// array, an object a bare object. 应答内容
/// </summary>
/// <param name="Root">Outer element of the XML.</param>
/// <param name="Content"><see cref="Fields"/> or <see cref="Listing"/>.</param>
internal sealed record Body(string Root, object Content)
{
    /// <summary>A list of objects.</summary>
    public static Body List(string root, string item, IEnumerable<Fields> rows) => new(root, new Listing(item, [.. rows]));

    /// <summary><c>errors/error</c>, in JSON an array.</summary>
    public static Body Errors(int status, params IEnumerable<string> descriptions) =>
        List("errors", "error", descriptions.Select(d => new Fields { { "code", status }, { "description", d } }));
}

/// <summary>What goes out: status, content, headers. 应答</summary>
/// <param name="IsBareType">Without charset: an old validator compares the type of the discovery as a whole.</param>
internal sealed record Answer(int Status, Body Body, bool IsBareType = false)
{
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    public static Answer Ok(Body body) => new(200, body);
}
