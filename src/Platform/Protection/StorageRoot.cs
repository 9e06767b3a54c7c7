using System.Security.Cryptography;
using Microsoft.Extensions.Configuration;

namespace Gezhi.Platform.Protection;

/// <summary>The folder that holds database file, photos and keys of this installation. 数据目录</summary>
public sealed class StorageRoot
{
    public StorageRoot(IConfiguration configuration)
    {
        Path = System.IO.Path.GetFullPath(configuration["Storage:Root"] ?? "data");
        Private(Path, isNew: !Directory.Exists(Path));
        Private(System.IO.Path.Combine(Path, "keys"), isNew: true); // the keys of cookies are written by the framework with the umask of the process
    }

    /// <summary>Absolute path.</summary>
    public string Path { get; }

    /// <summary>A folder below the root, made when missing.</summary>
    public string Folder(string name) => Directory.CreateDirectory(System.IO.Path.Combine(Path, name)).FullName;

    /// <summary>A 32-byte key kept in <c>keys/</c>, made at the first call, readable by the owner only.</summary>
    /// <param name="name">Of the file.</param>
    /// <param name="bytes">What it is to hold when it is not there yet; null for random bytes.</param>
    public byte[] Key(string name, byte[]? bytes = null)
    {
        var file = System.IO.Path.Combine(Folder("keys"), name);
        if (!File.Exists(file))
            Write(file, bytes ?? RandomNumberGenerator.GetBytes(32));
        return File.ReadAllBytes(file);
    }

    /// <summary>A folder that nobody but the account of the program enters; one that was there before keeps what its owner gave it.</summary>
    private static void Private(string folder, bool isNew)
    {
        const UnixFileMode owner = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(folder);
        else if (!isNew)
            return;
        else if (!Directory.Exists(folder))
            Directory.CreateDirectory(folder, owner);
        else
            try
            {
                File.SetUnixFileMode(folder, owner);
            }
            catch (UnauthorizedAccessException)
            {
                // A volume whose folders belong to somebody else: the key files themselves are the owner's alone, and StartCheck looks at them.
            }
    }

    /// <summary>Whole or not at all: of two nodes that begin at once with one folder the second reads what the first wrote.</summary>
    private static void Write(string file, byte[] key)
    {
        var draft = $"{file}.{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8))}";
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var stream = new FileStream(draft, options))
        {
            stream.Write(key);
            stream.Flush(flushToDisk: true);
        }
        try
        {
            File.Move(draft, file, overwrite: false);
        }
        catch (IOException) when (File.Exists(file))
        {
            File.Delete(draft);
        }
    }
}
